import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ffmpegBin } from '../../tests/support/programs.ts'

/** How a program in the place of FFmpeg misbehaves: see `misbehave.ts`. */
export type Misbehaviour = 'spins' | 'chatters' | 'deaf'

/** A program for FFMPEG_BIN that becomes FFmpeg, under the same pid, but where it was ordered to misbehave. */
export interface Program extends AsyncDisposable {
  file: string
  /** From now on for the outputs that send to this UDP port; null: for none. */
  order(what: Misbehaviour | null, port?: number): Promise<void>
}

export async function openProgram(folder: string): Promise<Program> {
  const [file, orders] = [join(folder, 'ffmpeg'), join(folder, 'orders')]
  const script = `#!/bin/sh
while read -r what mark; do
  case "$*" in *"$mark"*) exec '${process.execPath}' '${join(import.meta.dirname, 'misbehave.ts')}' "$what" '${ffmpegBin()}' "$@" ;; esac
done < '${orders}'
exec '${ffmpegBin()}' "$@"
`
  const order = (what: Misbehaviour | null, port = 0) =>
    writeFile(orders, what === null ? '' : `${what} udp://127.0.0.1:${port}\n`)
  await order(null)
  await writeFile(file, script)
  await chmod(file, 0o755)
  return { file, order, [Symbol.asyncDispose]: () => order(null) }
}
