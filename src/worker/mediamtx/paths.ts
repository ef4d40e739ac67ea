import { isIPv6 } from 'node:net'
import type { InputAssignment } from '../../domain/worker.ts'
import type { SharedListener } from '../sharedPort.ts'
import type { PathSettings } from './client.ts'
import type { Machine } from './machine.ts'
import { interfaceOf } from './networkInterface.ts'

/** What callers read: the input at `source`, but only while there are callers. */
export function listenerSettingsOf({ passphrase }: SharedListener, source: string): PathSettings {
  return {
    source,
    rtspTransport: 'tcp',
    sourceOnDemand: true,
    sourceOnDemandStartTimeout: '2s',
    sourceOnDemandCloseAfter: '1s',
    srtReadPassphrase: passphrase ?? '',
  }
}

export function settingsOf(
  input: InputAssignment,
  { isHere, bufferBytes }: Pick<Machine, 'isHere' | 'bufferBytes'>,
): PathSettings {
  return { source: sourceOf(input, isHere), mpegtsUDPReadBufferSize: bufferBytes }
}

function sourceOf({ listenAddress, udpPort, multicastGroup, sourceAddress }: InputAssignment, isHere: boolean): string {
  const interfaceName = (isHere ? interfaceOf(listenAddress) : null) ?? listenAddress
  const host = isIPv6(listenAddress) ? `[${listenAddress}]` : listenAddress
  if (multicastGroup === null) return `udp+mpegts://${host}:${udpPort}`
  const options = [
    // An address that no interface here has now stands for its name: MediaMTX then complains, and we look again.
    ...(listenAddress === '0.0.0.0' ? [] : [`interface=${interfaceName}`]),
    ...(sourceAddress === null ? [] : [`source=${sourceAddress}`]),
  ]
  return `udp+mpegts://${multicastGroup}:${udpPort}${options.length === 0 ? '' : `?${options.join('&')}`}`
}
