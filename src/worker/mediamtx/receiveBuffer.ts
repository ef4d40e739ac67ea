import { readFileSync } from 'node:fs'

export const wishedBytes = 4 * 1024 * 1024

/**
 * Bytes to ask for as the receive buffer of a UDP socket: feeds come in bursts that the default loses. No more than the
 * kernel allows, since MediaMTX gives a path up otherwise; undefined when that cannot be told.
 */
export function receiveBufferBytes(limitFile = '/proc/sys/net/core/rmem_max'): number | undefined {
  try {
    const limit = Number(readFileSync(limitFile, 'utf8').trim())
    return limit > 0 ? Math.min(wishedBytes, limit) : undefined
  } catch {
    return undefined
  }
}
