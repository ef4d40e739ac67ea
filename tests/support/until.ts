import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again and again until there is an answer. Throws after `withinMs`, saying what was `awaited`. */
export async function until<T>(ask: () => T | Promise<T>, withinMs: number, awaited: string): Promise<NonNullable<T>> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== null && answer !== false) return answer as NonNullable<T>
    if (performance.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain for ${awaited}`)
    await sleep(20)
  }
}
