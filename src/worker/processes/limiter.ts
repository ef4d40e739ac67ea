import { totalmem } from 'node:os'
import { findOnPath, succeeds } from './process.ts'

const MB = 2 ** 20

/**
 * Bytes that a program may take which reads what strangers send: a receiver can announce an answer of gigabytes, and send it. A
 * quarter of what there is, 512 MB at least and 1 GB at most: it took 230 MB for a feed of 8K.
 */
export function mostBytes(present = presentBytes()): number {
  return Math.floor(Math.min(1024 * MB, Math.max(512 * MB, present / 4)))
}

/** Of this machine, or of the container that this server is in. */
function presentBytes(): number {
  const constrained = process.constrainedMemory()
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem()
}

/**
 * What stands before a program and its arguments to keep it to so many bytes; nothing where there is no prlimit, as outside Linux, or
 * where it may not do that.
 */
export function findLimiter(path = process.env.PATH, bytes = mostBytes()): readonly string[] {
  const prlimit = process.platform === 'linux' ? findOnPath('prlimit', path) : null
  if (prlimit === null) return []
  const limit = [`--data=${bytes}`, '--']
  return succeeds(prlimit, [...limit, prlimit, '--version']) ? [prlimit, ...limit] : []
}
