import type { Bus } from '../../src/domain/bus.ts'
import type { DestinationTest } from '../../src/domain/destinations/destinationTest.ts'
import type { InputFact } from '../../src/domain/input.ts'
import type { OutputFact, OutputSecrets, OutputTarget } from '../../src/domain/output.ts'
import { PreviewError } from '../../src/domain/preview.ts'
import type { PreviewFile, PreviewRequest } from '../../src/domain/preview.ts'
import type { Assignments, Worker } from '../../src/domain/worker.ts'

const began = '2026-01-01T00:00:00.000Z'

/** A worker that runs nothing: it records what it is told, and a test says what it observes. */
export class FakeWorker implements Worker {
  /** Every set of assignments that it was told, oldest first. */
  readonly told: Assignments[] = []
  /** Calls other than `reconcile`, such as `retryOutput 3`. */
  readonly calls: string[] = []
  /** Ports that another program holds, and in words who. */
  readonly holders = new Map<number, string>()
  /** Every target that it was asked to test, and with what. */
  readonly tested: { target: OutputTarget; secrets: OutputSecrets }[] = []
  /** What it says of each. */
  testResult: DestinationTest = { ok: true, steps: [{ name: 'connect', ok: true, detail: null, millis: 1.5 }], failure: null }
  /** The inputs that it takes stills of. */
  shown: readonly string[] = []
  /** What it gives of a preview; null: nothing. */
  previewFile: ((request: PreviewRequest) => PreviewFile) | null = null
  readonly #bus: Bus

  constructor(bus: Bus) {
    this.#bus = bus
  }

  /** What it shall do now. */
  get assignments(): Assignments {
    return this.told.at(-1) ?? { inputs: [], outputs: [] }
  }

  /** Says that the input is as given; what is left out is that of a LIVE input without failure. */
  observeInput(fact: Partial<InputFact> & { id: string }): void {
    this.#bus.publish('inputFact', {
      state: 'LIVE',
      stateSince: began,
      failure: null,
      tracks: [],
      testSignalEndsAt: null,
      ...fact,
    })
  }

  /** Says that the output is as given; what is left out is that of a LIVE output without failure. */
  observeOutput(fact: Partial<OutputFact> & { id: string }): void {
    const assigned = this.assignments.outputs.find(({ id }) => id === fact.id)
    this.#bus.publish('outputFact', {
      generation: assigned?.generation ?? 1,
      state: 'LIVE',
      stateSince: began,
      delivery: 'CONFIRMED',
      flapping: false,
      drops: 0,
      attempt: 0,
      nextAttemptAt: null,
      restarts: 0,
      failure: null,
      process: null,
      ...fact,
    })
  }

  async start(): Promise<void> {
    this.calls.push('start')
  }

  reconcile(assignments: Assignments): void {
    this.told.push(assignments)
  }

  retryOutput(id: string): void {
    this.calls.push(`retryOutput ${id}`)
  }

  startTestSignal(inputId: string, seconds: number): void {
    this.calls.push(`startTestSignal ${inputId} ${seconds}`)
  }

  stopTestSignal(inputId: string): void {
    this.calls.push(`stopTestSignal ${inputId}`)
  }

  showStills(inputIds: readonly string[]): void {
    this.shown = inputIds
  }

  async preview(request: PreviewRequest): Promise<PreviewFile> {
    this.calls.push(`preview ${request.inputId} ${request.file}`)
    if (this.previewFile === null) throw new PreviewError('NOT_SHOWN', 'There is no preview')
    return this.previewFile(request)
  }

  inputPortHolder(port: number): Promise<string | null> {
    return this.udpPortHolder(port)
  }

  async udpPortHolder(port: number): Promise<string | null> {
    return this.holders.get(port) ?? null
  }

  async testDestination(target: OutputTarget, secrets: OutputSecrets): Promise<DestinationTest> {
    this.tested.push({ target, secrets })
    return this.testResult
  }

  async stop(): Promise<void> {
    this.calls.push('stop')
  }
}
