import type { Clock } from '../../domain/clock.ts'
import type { ProcessEnd, ProcessOptions, StartProcess } from './process.ts'

/** No program that says what it is or can do takes so long. */
const patienceMs = 10_000

/**
 * Runs a program that answers and ends by itself. Resolves when it has exited, which it does by SIGKILL after 10 s or as
 * soon as `giveUp` aborts.
 */
export async function ask(
  { clock, startProcess }: { clock: Clock; startProcess: StartProcess },
  options: ProcessOptions,
  giveUp?: AbortSignal,
): Promise<ProcessEnd> {
  const running = startProcess({ ...options, isQuestion: true })
  const answered = new AbortController()
  const enough = giveUp ? AbortSignal.any([answered.signal, giveUp]) : answered.signal
  void clock.sleep(patienceMs, enough).then(() => running.signal('SIGKILL'))
  const end = await running.ended
  answered.abort()
  return end
}
