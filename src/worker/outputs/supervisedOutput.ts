import type { OutputRates } from '../../domain/output.ts'
import type { OutputAssignment } from '../../domain/worker.ts'
import { ListenerLoop } from './listenerLoop.ts'
import type { ListenerLoopDeps } from './listenerLoop.ts'
import { OutputLoop } from './outputLoop.ts'
import type { LoopDeps } from './sender.ts'

export type SupervisedDeps = LoopDeps & ListenerLoopDeps

/** One output, supervised by the kind of loop that its settings ask for. A listener may be given a port of its own, or lose it. */
export class SupervisedOutput {
  readonly #deps: SupervisedDeps
  #assignment: OutputAssignment
  #loop: OutputLoop | ListenerLoop
  #change: Promise<void> | null = null
  #isGone = false

  constructor(assignment: OutputAssignment, deps: SupervisedDeps) {
    this.#assignment = assignment
    this.#deps = deps
    this.#loop = this.#begin()
  }

  get inputId(): string {
    return this.#assignment.inputId
  }

  update(assignment: OutputAssignment): void {
    this.#assignment = assignment
    if (this.#change !== null) return
    if (this.#loop instanceof ListenerLoop === isShared(assignment)) this.#loop.update(assignment)
    else this.#change = this.#exchange()
  }

  retry(): void {
    this.#loop.retry()
  }

  inputChanged(): void {
    this.#loop.inputChanged()
  }

  /** Another destination answers again. */
  async lookOutOfTurn(): Promise<void> {
    if (this.#loop instanceof OutputLoop) await this.#loop.lookOutOfTurn()
  }

  rates(): OutputRates {
    return this.#loop.rates()
  }

  tick(): void {
    this.#loop.tick()
  }

  /** Resolves when nothing of it runs any more and nothing will follow. */
  async dispose(): Promise<void> {
    this.#isGone = true
    await this.#change
    await this.#loop.dispose()
  }

  /** What served it has ended before the other begins. */
  async #exchange(): Promise<void> {
    await this.#loop.dispose()
    this.#change = null
    if (!this.#isGone) this.#loop = this.#begin()
  }

  #begin(): OutputLoop | ListenerLoop {
    return new (isShared(this.#assignment) ? ListenerLoop : OutputLoop)(this.#assignment, this.#deps)
  }
}

/** Whether its callers come to the shared SRT port. */
function isShared({ protocol, port }: OutputAssignment): boolean {
  return protocol === 'SRT_LISTENER' && port === null
}
