import { readFileSync, readdirSync, readlinkSync } from 'node:fs'

/** A table of the kernel's, at one go; empty where the system has none. */
export function kernelTable(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/**
 * The inodes of a process's sockets, the oldest first; none while we ourselves may open no more files; null where the system does
 * not show them, and for one that is gone.
 */
export function socketsOf(pid: number): string[] | null {
  try {
    const descriptors = readdirSync(`/proc/${pid}/fd`).sort((one, other) => Number(one) - Number(other))
    return descriptors.flatMap((descriptor) => inodeOf(linkOf(`/proc/${pid}/fd/${descriptor}`)) ?? [])
  } catch (error) {
    return tooMany.has((error as NodeJS.ErrnoException).code ?? '') ? [] : null
  }
}

/** By this process, and on this machine. */
const tooMany = new Set(['EMFILE', 'ENFILE'])

/** Of the socket that a file descriptor's link names; undefined: it is no socket. */
export function inodeOf(link: string): string | undefined {
  return /^socket:\[(\d+)\]$/.exec(link)?.[1]
}

/** It may be closed while we look. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
