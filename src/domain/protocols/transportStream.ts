import { InvalidValueError } from '../errors.ts'
import { checkWhole } from './rules.ts'

/** Bytes of one packet of an MPEG transport stream. */
const tsPacket = 188

/** Seven packets: the most that passes every network whole. */
export const usualPacketSize = 7 * tsPacket

/** Throws InvalidValueError unless null, or whole packets up to `largest` bytes. */
export function checkPacketSize(packetSize: number | null, field: string, largest: number): void {
  checkWhole(packetSize, field, 'The packet size', tsPacket, largest)
  if (packetSize !== null && packetSize % tsPacket !== 0) {
    throw new InvalidValueError(field, `The packet size must be a multiple of ${tsPacket}; ${usualPacketSize} is usual`)
  }
}
