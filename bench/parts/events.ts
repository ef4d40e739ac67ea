import { setTimeout as sleep } from 'node:timers/promises'
import { change, outputs } from '../../tests/support/operations.ts'
import { Clients, monotonicMs } from '../clients.ts'
import type { SeenEvent } from '../clients.ts'
import { percentile } from '../figures.ts'
import type { Cell } from '../figures.ts'
import { below } from '../part.ts'
import type { Part } from '../part.ts'
import { createStage } from '../stage.ts'

const outputsAtOnce = 20
const rounds = 6
const everyMs = 150
const withinMs = 5000

export const events: Part = {
  name: 'events',
  title: 'Events at a client',
  how: `20 outputs run (UDP, feed of 0.5 Mb/s) and five clients follow everything, in a process of their own, on the machine's monotonic clock. One output after the
other is stopped, then one after the other started, ${rounds} times over: 240 wishes. Taken is the time from the moment before the request is sent to the
event, at the client that is told last, that shows the output with the new wish; so the mutation itself and its commit to the database are in it. Then each FFmpeg is killed: from the signal to the
event that says that the output is not LIVE any more. _A new state_ is every one that came about in all that time, at every client, from the moment that the event itself gives
for its beginning, in whole milliseconds.`,

  async run(small) {
    await using stage = await createStage({ outputs: small ? 3 : outputsAtOnce, bitrate: '400k', kinds: ['UDP'] })
    const { api } = stage.manager
    await using clients = new Clients(api)
    const clientCount = 5
    const ears = new Ears(clients, clientCount)
    await clients.open(clientCount, { watch: true })
    await stage.startAll()
    await sleep(2000)
    const ids = stage.made.map(({ id }) => id)

    const answers: number[] = []
    const wishes: number[] = []
    for (let round = 0; round < (small ? 1 : rounds); round++) {
      for (const [mutation, wish] of [
        ['stopOutput', 'STOPPED'],
        ['startOutput', 'RUNNING'],
      ] as const) {
        for (const id of ids) {
          const heard = ears.hear((event) => event.id === id && event.desired === wish)
          const askedAt = monotonicMs()
          await change(api, mutation, id)
          answers.push(monotonicMs() - askedAt)
          wishes.push((await heard) - askedAt)
          await sleep(everyMs)
        }
      }
    }
    await stage.allLive(20_000)

    const kills: number[] = []
    for (const { id, process: running } of await outputs(stage.manager.api)) {
      const heard = ears.hear((event) => event.id === id && event.state !== 'LIVE')
      const killedAt = monotonicMs()
      process.kill(running!.pid, 'SIGKILL')
      kills.push((await heard) - killedAt)
      await sleep(everyMs)
    }

    const row = (what: string, times: number[]): Cell[] => [
      what,
      times.length,
      ...[0.5, 0.95, 0.99, 1].map((share) => `${percentile(times, share).toFixed(1)} ms`),
    ]
    return {
      tables: [
        {
          head: ['from', 'events', 'p50', 'p95', 'p99', 'most'],
          rows: [
            row('a wish to its answer', answers),
            row('a wish to its event', wishes),
            row('the end of an FFmpeg to its event', kills),
            row('a new state to its event', ears.newStates),
          ],
        },
      ],
      bars: [
        below(`A wish to its event at the last of five clients, p99`, percentile(wishes, 0.99), 50, 'ms'),
        below(`The end of an FFmpeg to its event, p99`, percentile(kills, 0.99), 50, 'ms'),
        below(`A new state to its event, p99`, percentile(ears.newStates, 0.99), 50, 'ms'),
      ],
    }
  },
}

/** Listens to what all clients are told. */
class Ears {
  /** Milliseconds from the beginning of each new state to its event. */
  readonly newStates: number[] = []
  readonly #clientCount: number
  /** What each client knows of each output. */
  readonly #known = new Map<string, string>()
  #wanted: (event: SeenEvent) => void = () => {}

  constructor(clients: Clients, clientCount: number) {
    this.#clientCount = clientCount
    clients.onEvent = (event) => {
      this.#noteState(event)
      this.#wanted(event)
    }
  }

  /** Resolves with the moment at which the last of the clients got the first such event. */
  hear(isIt: (event: SeenEvent) => boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`No such event within ${withinMs} ms`)), withinMs)
      const heardBy = new Set<number>()
      this.#wanted = (event) => {
        if (!isIt(event)) return
        heardBy.add(event.client)
        if (heardBy.size < this.#clientCount) return
        clearTimeout(late)
        resolve(event.at)
      }
    })
  }

  #noteState({ client, id, stateSince, sinceStateMs }: SeenEvent): void {
    const key = `${client} ${id}`
    const before = this.#known.get(key)
    this.#known.set(key, stateSince)
    // Its first event may tell of something else than its state.
    if (before !== undefined && before !== stateSince) this.newStates.push(sinceStateMs)
  }
}
