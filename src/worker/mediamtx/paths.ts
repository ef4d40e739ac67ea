import { isIPv6 } from 'node:net'
import type { InputAssignment } from '../../domain/worker.ts'
import type { SharedListener } from '../sharedPort.ts'
import type { PathSettings } from './client.ts'
import { interfaceOf } from './networkInterface.ts'

/** The path of an input in MediaMTX. */
export function pathName(inputId: string): string {
  return `in-${inputId}`
}

/** The input that a path belongs to; null when it is none of ours. */
export function inputIdOf(path: string): string | null {
  return /^in-(\d+)$/.exec(path)?.[1] ?? null
}

/** The output whose callers read a path; null when it is none of those. */
export function outputIdOf(path: string): string | null {
  return /^out-(\d+)$/.exec(path)?.[1] ?? null
}

/** What callers read: the input, but only while there are callers. */
export function listenerSettingsOf(
  { inputId, passphrase }: SharedListener,
  { readUrl }: { readUrl(path: string): string },
): PathSettings {
  return {
    source: readUrl(pathName(inputId)),
    rtspTransport: 'tcp',
    sourceOnDemand: true,
    sourceOnDemandStartTimeout: '2s',
    sourceOnDemandCloseAfter: '1s',
    srtReadPassphrase: passphrase ?? '',
  }
}

/** `bufferBytes`: receive buffer to ask the kernel for; undefined: its default. */
export function settingsOf(input: InputAssignment, bufferBytes: number | undefined): PathSettings {
  return { source: sourceOf(input), mpegtsUDPReadBufferSize: bufferBytes }
}

function sourceOf({ listenAddress, udpPort, multicastGroup, sourceAddress }: InputAssignment): string {
  const host = isIPv6(listenAddress) ? `[${listenAddress}]` : listenAddress
  if (multicastGroup === null) return `udp+mpegts://${host}:${udpPort}`
  const options = [
    // An address that no interface has now stands for its name: MediaMTX then complains, and we look again.
    ...(listenAddress === '0.0.0.0' ? [] : [`interface=${interfaceOf(listenAddress) ?? listenAddress}`]),
    ...(sourceAddress === null ? [] : [`source=${sourceAddress}`]),
  ]
  return `udp+mpegts://${multicastGroup}:${udpPort}${options.length === 0 ? '' : `?${options.join('&')}`}`
}
