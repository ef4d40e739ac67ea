import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { findOnPath } from '../../src/worker/process.ts'

/** Whether this machine lets a test set the limits of another process. */
export const canLimit = process.platform === 'linux' && findOnPath('prlimit') !== null

/** The process can write nothing any more, as on a disk that is full; null lets it again. */
export function fillDisk(pid: number, bytes: number | null): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes ?? 'unlimited'}:`])
}

/** The process can open so many files more; null: as many as the system allows it. */
export function limitFiles(pid: number, more: number | null): void {
  const open = readdirSync(`/proc/${pid}/fd`).length
  execFileSync('prlimit', ['--pid', String(pid), `--nofile=${more === null ? 4096 : open + more}:`])
}
