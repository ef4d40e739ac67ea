import type { Clock } from '../domain/clock.ts'
import { NotFoundError } from '../domain/errors.ts'
import type { InputEvent } from '../domain/events.ts'
import {
  checkJoining,
  checkTestSignal,
  isMoved,
  readListenAddress,
  readMulticastGroup,
  readSourceAddress,
} from '../domain/inputRules.ts'
import type { Input, InputChanges, InputSettings, NewInput } from '../domain/input.ts'
import { readNewInput } from '../domain/newSettings.ts'
import { readName, readTags } from '../domain/settingRules.ts'
import { inputChangesInWords } from '../domain/timeline/words.ts'
import type { Worker } from '../domain/worker.ts'
import type { SettingsStore } from '../db/settings.ts'
import type { Catalogue } from './memory/catalogue.ts'
import type { InputService } from './services.ts'
import type { Timeline } from './timeline.ts'
import { everywhere } from './udpPorts.ts'
import type { UdpPorts } from './udpPorts.ts'
import { checkNoneIsLost } from './unknownValues.ts'
import type { Writes } from './writes.ts'

export interface InputParts {
  catalogue: Catalogue
  store: SettingsStore
  writes: Writes
  timeline: Pick<Timeline, 'settings' | 'wish'>
  ports: UdpPorts
  worker: Worker
  clock: Clock
  /** Addresses of this machine. */
  localAddresses: () => string[]
}

export class Inputs implements InputService {
  readonly #parts: InputParts

  constructor(parts: InputParts) {
    this.#parts = parts
  }

  list({ search, states }: { search?: string | null; states?: readonly string[] | null } = {}): Input[] {
    const word = search?.trim().toLowerCase() ?? ''
    return this.#parts.catalogue
      .inputs()
      .filter((input) => !states || states.includes(input.state))
      .filter((input) => word === '' || wordsOf(input).some((text) => text.toLowerCase().includes(word)))
  }

  get(id: string): Input | null {
    return this.#parts.catalogue.input(id)
  }

  create(draft: NewInput): Promise<Input> {
    const { writes, store, ports, catalogue, clock, localAddresses, timeline } = this.#parts
    return writes.inTurn(async () => {
      const read = readNewInput(draft, localAddresses(), 'input')
      const udpPort = await ports.choose(draft.udpPort, read, 'input.udpPort')
      const settings = { ...read, udpPort, createdAt: clock.date() }
      return writes.store(
        () => store.insertInput(settings),
        (stored) => {
          const made = catalogue.putInput(stored)
          timeline.settings(`input:${made.id}`, 'Made')
          return made
        },
      )
    })
  }

  update(id: string, changes: InputChanges): Promise<Input> {
    const { writes, ports, localAddresses } = this.#parts
    return writes.inTurn(async () => {
      const before = this.#existing(id)
      const after: Partial<InputSettings> = {}
      if (changes.name !== undefined) after.name = readName(changes.name, 'changes.name')
      if (changes.tags !== undefined) after.tags = readTags(changes.tags, 'changes.tags')
      if (changes.listenAddress !== undefined) {
        after.listenAddress = readListenAddress(changes.listenAddress, localAddresses(), 'changes.listenAddress')
      }
      if (changes.multicastGroup !== undefined) {
        after.multicastGroup = readMulticastGroup(changes.multicastGroup, 'changes.multicastGroup')
        // Nobody shall have to take it away by hand first.
        if (after.multicastGroup === null) after.sourceAddress = null
      }
      const where = { ...before, ...after }
      if (changes.sourceAddress !== undefined) {
        after.sourceAddress = readSourceAddress(changes.sourceAddress, where.multicastGroup, 'changes.sourceAddress')
        where.sourceAddress = after.sourceAddress
      }
      checkJoining(where, 'changes.listenAddress')
      const asked = changes.udpPort === undefined ? before.udpPort : changes.udpPort
      if (isMoved(before, { ...where, udpPort: asked ?? 0 })) {
        after.udpPort = await ports.choose(asked, where, 'changes.udpPort', id)
      }
      const changed = await this.#change(before, after)
      this.#parts.timeline.settings(`input:${id}`, inputChangesInWords(before, changed))
      return changed
    })
  }

  delete(id: string): Promise<void> {
    const { writes, store, catalogue } = this.#parts
    return writes.inTurn(async () => {
      this.#existing(id)
      checkNoneIsLost(catalogue.leftOut, [id])
      await writes.store(
        () => store.deleteInput(id),
        () => catalogue.removeInput(id),
      )
    })
  }

  start(id: string): Promise<Input> {
    return this.#parts.writes.inTurn(async () => {
      const before = this.#existing(id)
      const after = await this.#change(before, { desired: 'RUNNING' })
      if (after !== before) this.#parts.timeline.wish(`input:${id}`, 'Asked to start')
      return after
    })
  }

  async stop(id: string): Promise<Input> {
    const { writes, store, catalogue, timeline } = this.#parts
    const before = this.#existing(id)
    if (before.desired === 'RUNNING') timeline.wish(`input:${id}`, 'Asked to stop')
    return writes.stop(before, {
      what: 'input',
      find: () => catalogue.input(id),
      apply: () => catalogue.wishInput(id, 'STOPPED'),
      write: () => store.updateInput(id, { desired: 'STOPPED' }),
    })
  }

  async startTestSignal(id: string, seconds: number): Promise<Input> {
    const input = this.#existing(id)
    checkTestSignal(input, seconds, this.#parts.localAddresses())
    this.#parts.worker.startTestSignal(id, seconds)
    this.#parts.timeline.wish(`input:${id}`, `A test signal of ${seconds} s asked for`)
    return input
  }

  async stopTestSignal(id: string): Promise<Input> {
    const input = this.#existing(id)
    this.#parts.worker.stopTestSignal(id)
    if (input.testSignalEndsAt !== null) this.#parts.timeline.wish(`input:${id}`, 'Asked to end the test signal')
    return input
  }

  nextFreeUdpPort(): Promise<number | null> {
    return this.#parts.ports.nextFree(everywhere)
  }

  follow(id?: string | null): AsyncIterableIterator<InputEvent> {
    const { catalogue } = this.#parts
    if (id) this.#existing(id)
    return catalogue.inputEvents.follow({
      accepts: (event) => !id || event.kind === 'SNAPSHOT' || event.id === id,
      snapshot: () => ({ kind: 'SNAPSHOT', objects: catalogue.inputs().filter((input) => !id || input.id === id) }),
    })
  }

  /** Nothing is stored or told when nothing is different. */
  async #change(before: Input, after: Partial<InputSettings>): Promise<Input> {
    const { writes, store, catalogue } = this.#parts
    const names = Object.keys(after) as (keyof InputSettings)[]
    if (names.every((name) => JSON.stringify(after[name]) === JSON.stringify(before[name]))) return before
    return writes.store(
      () => store.updateInput(before.id, after),
      (stored) => catalogue.putInput(stored),
    )
  }

  /** Throws NotFoundError. */
  #existing(id: string): Input {
    const input = this.#parts.catalogue.input(id)
    if (!input) throw new NotFoundError(id, `There is no input ${id}`)
    return input
  }
}

function wordsOf({ name, tags, udpPort, listenAddress, listenUrl, sourceAddress }: Input): string[] {
  return [name, ...tags, String(udpPort), listenAddress, listenUrl, sourceAddress ?? '']
}
