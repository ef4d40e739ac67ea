import { tooSlow } from '../../domain/causes/flow.ts'
import type { Slowness } from '../../domain/causes/flow.ts'
import type { Cause } from '../../domain/failure.ts'
import { FlowJudge } from './flow.ts'
import type { FlowBlock, FlowSight } from './flow.ts'

/** The words are told anew when the numbers in them changed by much, no sooner than this. */
const tellAgainMs = 5000
const muchPart = 0.1
const muchBehind = { ms: 2000, part: 0.5 }

/** Judges the flow of a live output, and tells what is new about it. */
export class FlowWatch {
  readonly #judge = new FlowJudge()
  #told: { slowness: Slowness; at: number } | null = null

  get isSlow(): boolean {
    return this.#told !== null
  }

  block(at: number, block: FlowBlock): void {
    this.#judge.block(at, block)
  }

  /** A cause: it is too slow, or now in another way. WELL: no longer. Null: nothing new. */
  look(sight: FlowSight): Cause | 'WELL' | null {
    const slowness = this.#judge.look(sight)
    if (slowness === null) {
      const wasSlow = this.isSlow
      this.#told = null
      return wasSlow ? 'WELL' : null
    }
    if (this.#told !== null && (sight.now - this.#told.at < tellAgainMs || !differs(this.#told.slowness, slowness))) return null
    this.#told = { slowness, at: sight.now }
    return tooSlow(slowness)
  }
}

function differs(before: Slowness, now: Slowness): boolean {
  const part = ({ carried }: Slowness) => (carried === null ? null : carried.outputBps / carried.inputBps)
  const [was, is] = [part(before), part(now)]
  if (was === null || is === null ? was !== is : Math.abs(was - is) >= muchPart) return true
  return Math.abs(before.behindMs - now.behindMs) >= Math.max(muchBehind.ms, before.behindMs * muchBehind.part)
}
