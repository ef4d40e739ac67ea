import { isIPv6 } from 'node:net'
import type { InputAssignment } from '../../domain/worker.ts'
import type { PathSettings } from './client.ts'

/** The path of an input in MediaMTX. */
export function pathName(inputId: string): string {
  return `in-${inputId}`
}

/** The input that a path belongs to; null when it is none of ours. */
export function inputIdOf(path: string): string | null {
  return /^in-(\d+)$/.exec(path)?.[1] ?? null
}

/** `bufferBytes`: receive buffer to ask the kernel for; undefined: its default. */
export function settingsOf({ listenAddress, udpPort }: InputAssignment, bufferBytes: number | undefined): PathSettings {
  const host = isIPv6(listenAddress) ? `[${listenAddress}]` : listenAddress
  return { source: `udp+mpegts://${host}:${udpPort}`, mpegtsUDPReadBufferSize: bufferBytes }
}
