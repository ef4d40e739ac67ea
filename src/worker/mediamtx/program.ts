import type { Clock } from '../../domain/clock.ts'
import { ask } from '../processes/ask.ts'
import { isExecutable } from '../processes/process.ts'
import type { StartProcess } from '../processes/process.ts'

/** What is wrong with a program named `file`, in one sentence; null when it is MediaMTX and new enough (1.20 or a newer 1.x). */
export async function programProblem(
  file: string,
  startProcess: StartProcess,
  clock: Clock,
  giveUp?: AbortSignal,
): Promise<string | null> {
  if (!isExecutable(file)) return `MediaMTX is missing: there is no program at ${file}.`
  let printed = ''
  await ask({ clock, startProcess }, { file, args: ['--version'], onStdout: (line) => (printed ||= line) }, giveUp)
  const version = /^v?(\d+)\.(\d+)\.\d+/.exec(printed.trim())
  if (version === null) return `The program at ${file} is not MediaMTX.`
  const [major, minor] = [Number(version[1]), Number(version[2])]
  if (major !== 1 || minor < 20) return `The MediaMTX at ${file} is version ${version[0]}; 1.20 or a newer 1.x is needed.`
  return null
}
