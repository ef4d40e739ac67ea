import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Failure } from '../../src/domain/failure.ts'
import { startApi } from '../../tests/support/api.ts'
import type { TestApi } from '../../tests/support/api.ts'
import { change, createInput, createOutput, updateOutput } from '../../tests/support/operations.ts'
import { ffmpegBin } from '../../tests/support/programs.ts'

/** Of the first input: all on one page. */
export const outputsOfOne = 200
const otherInputs = 4
const outputsOfOthers = 10
const flapping = 100
/** Pages draw what they hear at most this late. */
const drawnMs = 1500

/** A real server whose worker runs nothing: it says that everything runs, and from `disturb` on that much of it does not. */
export interface Scene extends AsyncDisposable {
  api: TestApi
  /** The input with all the outputs. */
  inputId: string
  /** From now on something happens all the time. */
  disturb(): void
  /** Everything runs, and nothing but rates change until `act` is done: what is looked at then is comparable. */
  rest<T>(act: () => Promise<T>): Promise<T>
}

interface Made {
  id: string
  outputs: string[]
}

export async function startScene(): Promise<Scene> {
  await using made = new AsyncDisposableStack()
  const api = made.use(await startApi({ udpPortRange: { start: 5000, end: 5999 } }))
  const inputs: Made[] = []
  for (let place = 0; place <= otherInputs; place++) {
    const { id } = await createInput(api, { name: place === 0 ? 'Main stage' : `Camera ${place}` })
    const outputs: string[] = []
    for (let number = 0; number < (place === 0 ? outputsOfOne : outputsOfOthers); number++) {
      const url = `rtmp://192.0.2.1:1935/live/${place}-${number}`
      const output = { inputId: id, name: `Destination ${place}-${number}`, protocol: 'RTMP', url }
      outputs.push((await createOutput(api, output)).id)
    }
    inputs.push({ id, outputs })
    api.worker.observeInput({ id, tracks })
    for (const output of outputs) api.worker.observeOutput({ id: output })
  }
  const [first] = inputs
  const life = new Life(api, inputs)
  made.defer(() => life.end())
  life.tick()
  const ended = made.move()
  return {
    ...{ api, inputId: first!.id },
    disturb: () => life.disturb(),
    rest: (act) => life.rest(act),
    [Symbol.asyncDispose]: () => ended.disposeAsync(),
  }
}

/** What the worker says as time goes on. */
class Life {
  readonly #api: TestApi
  readonly #inputs: readonly Made[]
  readonly #timers: NodeJS.Timeout[] = []
  readonly #pictures = pictures()
  #round = 0
  #passing: string | null = null
  #acting: Promise<void> = Promise.resolve()
  #isResting = false

  constructor(api: TestApi, inputs: readonly Made[]) {
    this.#api = api
    this.#inputs = inputs
  }

  async end(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    await this.#acting
  }

  tick(): void {
    const rate = () => 6e6 + Math.random() * 1e6
    const tell = () =>
      this.#api.bus.publish('rates', {
        at: now(),
        inputs: this.#inputs.map(({ id }) => ({ id, bitrateBps: rate(), bytesReceived: 1, errors: 0 })),
        outputs: this.#inputs.flatMap(({ outputs }) =>
          outputs.map((id) => ({
            ...{ id, bitrateBps: rate(), bytesSent: 1, callers: 0, cpuPercent: 1, rssBytes: 4e7, mediaTimeMs: 1 },
          })),
        ),
      })
    this.#timers.push(setInterval(tell, 1000))
  }

  async rest<T>(act: () => Promise<T>): Promise<T> {
    this.#isResting = true
    await this.#acting
    for (const { id, outputs } of this.#inputs) {
      this.#api.worker.observeInput({ id, tracks })
      for (const output of outputs) this.#api.worker.observeOutput({ id: output })
    }
    await sleep(drawnMs)
    return act().finally(() => (this.#isResting = false))
  }

  disturb(): void {
    const { worker } = this.#api
    const [main, lost] = this.#inputs as [Made, Made]
    this.#every(200, () => {
      for (let many = 0; many < 10; many++) {
        const id = main.outputs[Math.floor(Math.random() * flapping)]!
        const state = Math.random() < 0.5 ? 'LIVE' : 'RECONNECTING'
        worker.observeOutput({ id, state, stateSince: now(), flapping: true, drops: this.#round++ % 50 })
      }
      const id = main.outputs[this.#round % outputsOfOne]!
      this.#say(`frame=${this.#round} fps=25 q=-1.0 speed=1x`, main.id, id)
      this.#say('Non-monotonic DTS; previous: 1, current: 0', main.id, id)
    })
    this.#every(5000, () => {
      for (const inputId of worker.shown) {
        const jpeg = this.#pictures[this.#round % this.#pictures.length]!
        this.#api.bus.publish('still', { inputId, takenAt: now(), width: 480, height: 270, jpeg })
      }
    })
    this.#alternate(20_000, (isDown) => {
      for (const id of main.outputs.slice(-3)) {
        const nextAttemptAt = new Date(Date.now() + 15_000).toISOString()
        if (isDown)
          worker.observeOutput({ id, state: 'FAILED', stateSince: now(), attempt: 5, nextAttemptAt, failure: refused() })
        else worker.observeOutput({ id, stateSince: now() })
      }
    })
    this.#alternate(15_000, (isDown) => {
      worker.observeInput({ id: lost.id, state: isDown ? 'LOST' : 'LIVE', stateSince: now(), tracks })
      for (const id of lost.outputs) worker.observeOutput({ id, state: isDown ? 'WAITING_INPUT' : 'LIVE', stateSince: now() })
    })
    this.#every(10_000, () => {
      this.#acting = this.#acting.then(() => this.#replaceOne())
    })
  }

  /** An output goes, another comes, and a third has another name. */
  async #replaceOne(): Promise<void> {
    const [, , other] = this.#inputs
    if (this.#passing !== null) await change(this.#api, 'deleteOutput', this.#passing)
    const url = 'rtmp://192.0.2.1:1935/live/passing'
    const { id } = await createOutput(this.#api, { inputId: other!.id, name: `Passing ${this.#round}`, protocol: 'RTMP', url })
    this.#api.worker.observeOutput({ id })
    await updateOutput(this.#api, other!.outputs[0]!, { name: `Renamed ${this.#round}` })
    this.#passing = id
  }

  #say(text: string, inputId: string, outputId: string): void {
    const line = { level: 'INFO', source: 'OUTPUT', repeated: 0, dropped: 0 } as const
    this.#api.bus.publish('log', { at: now(), text, inputId, outputId, ...line })
  }

  /** Not while it rests. */
  #every(ms: number, act: () => void): void {
    this.#timers.push(
      setInterval(() => {
        if (!this.#isResting) act()
      }, ms),
    )
  }

  #alternate(ms: number, act: (isDown: boolean) => void): void {
    let isDown = false
    this.#every(ms, () => act((isDown = !isDown)))
  }
}

const now = () => new Date().toISOString()

const video = { kind: 'video', codec: 'H264', profile: null, width: 1920, height: 1080 } as const
const tracks = [{ ...video, sampleRate: null, channels: null }]

function refused(): Failure {
  return {
    ...{ code: 'REFUSED', message: '192.0.2.1 was reached, but nothing listens on port 1935', likelyCause: null },
    ...{ advice: ['Check the port.'], evidence: 'Connection refused', firstSeenAt: now(), lastSeenAt: now(), count: 5 },
  }
}

/** Stills of the size that the server takes, in base 64. */
function pictures(): string[] {
  return Array.from({ length: 8 }, (_, second) => {
    const source = ['-f', 'lavfi', '-i', 'testsrc2=size=480x270:rate=1', '-ss', String(second), '-frames:v', '1']
    const args = ['-nostdin', '-loglevel', 'error', ...source, '-f', 'mjpeg', 'pipe:1']
    return execFileSync(ffmpegBin(), args, { maxBuffer: 1e7 }).toString('base64')
  })
}
