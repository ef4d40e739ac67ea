import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseFfmpegVersion } from '../src/domain/programs/ffmpegLog.ts'
import { ffmpegBin, mediamtxBin } from '../tests/support/programs.ts'

const root = join(import.meta.dirname, '..')

/** What figures were taken on, as a list of Markdown. */
export function describeMachine(): string {
  const [cpu] = cpus()
  const ffmpeg = parseFfmpegVersion(said(ffmpegBin(), '-version').split('\n')[0] ?? '')
  return [
    `${cpus().length} cores of ${cpu?.model.trim() || 'an unnamed processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory`,
    `Linux ${release()}${isVirtual() ? ', a virtual machine' : ''}`,
    `Node ${process.versions.node}, FFmpeg ${ffmpeg ?? 'of unknown version'}, MediaMTX ${said(mediamtxBin(), '--version').trim()}`,
  ]
    .map((line) => `- ${line}`)
    .join('\n')
}

/** When, for a document: `2026-03-01 18:30 UTC`. `at`: ISO 8601. */
export function momentInWords(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`
}

/** The commit that was measured, such as `1a2b3c4`; says so when files differ from it. */
export function commit(): string {
  const changed = said('git', '-C', root, 'status', '--porcelain', '--', 'src', 'mediamtx.yml', 'package.json').trim() !== ''
  return `${said('git', '-C', root, 'rev-parse', '--short', 'HEAD').trim()}${changed ? ' with changes' : ''}`
}

function isVirtual(): boolean {
  return /^flags.*\bhypervisor\b/m.test(readFileSync('/proc/cpuinfo', 'latin1'))
}

function said(file: string, ...args: string[]): string {
  return execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}
