import { findOnPath } from '../../src/worker/processes/process.ts'

/** The real programs that end-to-end tests run: what the test command prepared, else what is on the PATH. */
export function ffmpegBin(): string {
  return named('FFMPEG_BIN', 'ffmpeg')
}

export function mediamtxBin(): string {
  return named('MEDIAMTX_BIN', 'mediamtx')
}

function named(variable: string, program: string): string {
  const found = process.env[variable] || findOnPath(program)
  if (!found) throw new Error(`This test needs ${program}: run it by npm test, or set ${variable}`)
  return found
}
