import type { Clock } from '../domain/clock.ts'
import { InvalidValueError, NotFoundError } from '../domain/errors.ts'
import type { OutputEvent } from '../domain/events.ts'
import { secretNames } from '../domain/output.ts'
import type { NewOutput, Output, OutputChanges, OutputSecrets, OutputTarget } from '../domain/output.ts'
import { checkNoLoop } from '../domain/loops.ts'
import type { OwnPlace } from '../domain/loops.ts'
import type { ForbiddenPlaces } from '../domain/destinations/forbiddenPlaces.ts'
import { differingSecrets, needsRestart, readMaxAttempts, readReconnectDelay } from '../domain/outputRules.ts'
import { readNewOutput } from '../domain/newSettings.ts'
import { rulesOf } from '../domain/protocols/index.ts'
import { readName, readTags } from '../domain/settingRules.ts'
import { outputChangesInWords } from '../domain/timeline/words.ts'
import type { Worker } from '../domain/worker.ts'
import type { ChangedOutputSettings, SettingsStore } from '../db/settings.ts'
import { newAccessToken } from './accessToken.ts'
import type { Catalogue } from './memory/catalogue.ts'
import type { OutputService } from './services.ts'
import type { SrtPorts } from './srtPorts.ts'
import type { Timeline } from './timeline.ts'
import type { Writes } from './writes.ts'

export interface OutputParts {
  catalogue: Catalogue
  store: SettingsStore
  writes: Writes
  timeline: Pick<Timeline, 'settings' | 'wish'>
  worker: Worker
  clock: Clock
  ports: SrtPorts
  here: () => OwnPlace
  forbidden: ForbiddenPlaces
  defaultReconnectDelaySeconds: number
  /** What an output has that names no other. */
  maxReconnectAttempts: number
}

export class Outputs implements OutputService {
  readonly #parts: OutputParts

  constructor(parts: OutputParts) {
    this.#parts = parts
  }

  list(inputId?: string | null): Output[] {
    return this.#parts.catalogue.outputs(inputId)
  }

  get(id: string): Output | null {
    return this.#parts.catalogue.output(id)
  }

  nextFreeSrtPort(): Promise<number | null> {
    return this.#parts.ports.nextFree()
  }

  create(draft: NewOutput): Promise<Output> {
    const { writes, store, catalogue, clock, ports, timeline, ...usual } = this.#parts
    return writes.inTurn(async () => {
      this.#checkInput(draft.inputId)
      const { settings: read, secrets } = readNewOutput(draft, usual, 'output')
      this.#checkPlace(read, 'output.url')
      if (read.port !== null) await ports.check(read.port, draft.port ? 'output.port' : 'output.url')
      const settings = { ...read, inputId: draft.inputId, createdAt: clock.date() }
      return writes.store(
        () => store.insertOutput(settings, { ...secrets, accessToken: newAccessToken(settings) }),
        (stored) => {
          const made = catalogue.putOutput(stored)
          timeline.settings(`output:${made.id}`, 'Made')
          timeline.settings(`input:${made.inputId}`, `Output "${made.name}" added`)
          return made
        },
      )
    })
  }

  update(id: string, changes: OutputChanges): Promise<Output> {
    const { writes, ports, ...usual } = this.#parts
    return writes.inTurn(async () => {
      const before = this.#existing(id)
      const { target, secrets } = rulesOf(before.protocol).readTarget(changes, 'changes', before)
      const { protocol: _, ...after }: ChangedOutputSettings & { protocol?: unknown } = { ...target }
      if (target.url !== before.url) this.#checkPlace(target, 'changes.url')
      if (target.port !== null && target.port !== before.port) {
        await ports.check(target.port, changes.port ? 'changes.port' : 'changes.url', id)
      }
      if (changes.name !== undefined) after.name = readName(changes.name, 'changes.name')
      if (changes.tags !== undefined) after.tags = readTags(changes.tags, 'changes.tags')
      if (changes.reconnectDelaySeconds !== undefined) {
        after.reconnectDelaySeconds = readReconnectDelay(
          changes.reconnectDelaySeconds,
          usual.defaultReconnectDelaySeconds,
          'changes.reconnectDelaySeconds',
        )
      }
      if (changes.maxReconnectAttempts !== undefined) {
        after.maxReconnectAttempts = readMaxAttempts(
          changes.maxReconnectAttempts,
          usual.maxReconnectAttempts,
          'changes.maxReconnectAttempts',
        )
      }
      if (changes.renewAccessToken) secrets.accessToken = this.#newAccessTokenFor(before)
      const newSecrets = differingSecrets(before, this.#parts.catalogue.secretsOf(id), secrets)
      if (needsRestart(before, target) || Object.keys(newSecrets).length > 0) after.generation = before.generation + 1
      const changed = await this.#change(before, after, newSecrets)
      const secretsChanged = secretNames.filter((secret) => newSecrets[secret] !== undefined)
      this.#parts.timeline.settings(`output:${id}`, outputChangesInWords(before, changed, secretsChanged))
      return changed
    })
  }

  delete(id: string): Promise<void> {
    const { writes, store, catalogue, timeline } = this.#parts
    return writes.inTurn(async () => {
      const { inputId, name } = this.#existing(id)
      await writes.store(
        () => store.deleteOutput(id),
        () => catalogue.removeOutput(id),
      )
      timeline.settings(`input:${inputId}`, `Output "${name}" deleted`)
    })
  }

  start(id: string): Promise<Output> {
    const { writes, worker, timeline } = this.#parts
    return writes.inTurn(async () => {
      const output = this.#existing(id)
      // The way out of FAILED for one that is wanted already.
      if (output.desired === 'RUNNING' && output.state === 'FAILED') worker.retryOutput(id)
      const after = await this.#change(output, { desired: 'RUNNING' })
      if (after !== output || output.state === 'FAILED') timeline.wish(`output:${id}`, 'Asked to start')
      return after
    })
  }

  async stop(id: string): Promise<Output> {
    const { writes, store, catalogue, timeline } = this.#parts
    const before = this.#existing(id)
    if (before.desired === 'RUNNING') timeline.wish(`output:${id}`, 'Asked to stop')
    return writes.stop(before, {
      what: 'output',
      find: () => catalogue.output(id),
      apply: () => catalogue.wishOutput(id, 'STOPPED'),
      write: () => store.updateOutput(id, { desired: 'STOPPED' }),
    })
  }

  async retry(id: string): Promise<Output> {
    const output = this.#existing(id)
    if (output.desired === 'STOPPED') throw new InvalidValueError('id', `Output "${output.name}" is stopped: start it instead`)
    this.#parts.worker.retryOutput(id)
    this.#parts.timeline.wish(`output:${id}`, 'Asked to try again now')
    return output
  }

  follow({ id, inputId }: { id?: string | null; inputId?: string | null } = {}): AsyncIterableIterator<OutputEvent> {
    const { catalogue } = this.#parts
    if (id) this.#existing(id)
    if (inputId) this.#checkInput(inputId)
    const concerns = (output: { id: string; inputId: string }) =>
      (!id || output.id === id) && (!inputId || output.inputId === inputId)
    return catalogue.outputEvents.follow({
      accepts: (event) => event.kind === 'SNAPSHOT' || concerns('object' in event ? event.object : { inputId: '', ...event }),
      snapshot: () => ({ kind: 'SNAPSHOT', objects: catalogue.outputs().filter(concerns) }),
    })
  }

  /** Nothing is stored or told when nothing is different. */
  async #change(before: Output, after: ChangedOutputSettings, secrets: Partial<OutputSecrets> = {}): Promise<Output> {
    const { writes, store, catalogue } = this.#parts
    const names = Object.keys(after) as (keyof ChangedOutputSettings)[]
    if (names.every((name) => JSON.stringify(after[name]) === JSON.stringify(before[name]))) return before
    return writes.store(
      () => store.updateOutput(before.id, after, secrets),
      (stored) => catalogue.putOutput(stored),
    )
  }

  #newAccessTokenFor(output: Output): string {
    const accessToken = newAccessToken(output)
    if (accessToken !== null) return accessToken
    throw new InvalidValueError('changes.renewAccessToken', 'Only an SRT listener has an access token: leave it out')
  }

  /** Throws NotFoundError. */
  #existing(id: string): Output {
    const output = this.#parts.catalogue.output(id)
    if (!output) throw new NotFoundError(id, `There is no output ${id}`)
    return output
  }

  #checkPlace(target: OutputTarget, field: string): void {
    const { catalogue, here, forbidden } = this.#parts
    forbidden.check(target, field)
    checkNoLoop(target, { inputs: catalogue.inputSettings(), outputs: catalogue.outputs() }, here(), field)
  }

  #checkInput(id: string): void {
    if (!this.#parts.catalogue.input(id)) throw new NotFoundError(id, `There is no input ${id}`)
  }
}
