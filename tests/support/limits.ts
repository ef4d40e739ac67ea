import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { findOnPath } from '../../src/worker/processes/process.ts'

/** Whether this machine lets a test set the limits of another process. */
export const canLimit = process.platform === 'linux' && findOnPath('prlimit') !== null

/** The process can write nothing any more, as on a disk that is full; null lets it again. */
export function fillDisk(pid: number, bytes: number | null): void {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes ?? 'unlimited'}:`])
}

/** The process can open no file and no connection any more; null lets it again. */
export function limitFiles(pid: number, files: 0 | null): void {
  execFileSync('prlimit', ['--pid', String(pid), `--nofile=${files ?? 4096}:`])
}

/** The process gets no memory beyond what it has. */
export function limitMemory(pid: number, bytes: number): void {
  execFileSync('prlimit', ['--pid', String(pid), `--as=${bytes}:`])
}

/** The user of the process can start no further one, as far as this process is asked; null lets it again. Root always can. */
export function limitProcesses(pid: number, processes: 0 | null): void {
  const most = /^Max processes +\S+ +(\S+)/m.exec(readFileSync(`/proc/${pid}/limits`, 'latin1'))?.[1] ?? 'unlimited'
  execFileSync('prlimit', ['--pid', String(pid), `--nproc=${processes ?? most}:`])
}
