import { readFileSync } from 'node:fs'

/** Room for a second of a feed of 100 Mbit/s, as the kernel counts; it takes memory only while it is needed. */
export const wishedBytes = 16 * 1024 * 1024

/** Room for a second of a feed of 25 Mbit/s: with less, usual feeds lose data. */
const neededBytes = 4 * 1024 * 1024

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

/** What to do about buffers of `bytes`, in words; null when they are large enough, or when that is not known. */
export function bufferAdvice(bytes: number | undefined): string | null {
  if (bytes === undefined || bytes >= neededBytes) return null
  const setting = `net.core.rmem_max=${wishedBytes}`
  return `The system allows receive buffers of ${bytes} bytes only: feeds that arrive in bursts may lose data. Run: sysctl -w ${setting} (to keep it, write "${setting}" into a file in /etc/sysctl.d), then start this server again.`
}
