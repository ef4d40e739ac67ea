import { beforeEach, describe, expect, it } from 'vitest'
import { feedLost } from '../../../src/domain/causes/input.ts'
import type { InputAssignment } from '../../../src/domain/worker.ts'
import { ListenFaults } from '../../../src/worker/mediamtx/listenFaults.ts'
import { PortWatch } from '../../../src/worker/mediamtx/portWatch.ts'
import { WatchedInput } from '../../../src/worker/mediamtx/watchedInput.ts'
import { settle, VirtualClock } from '../../support/virtualClock.ts'

const assignment: InputAssignment = {
  ...{ id: '1', name: 'A feed', udpPort: 5001, listenAddress: '127.0.0.1', desired: 'RUNNING' },
  ...{ multicastGroup: null, sourceAddress: null },
}

let clock: VirtualClock
let machine: { isHere: boolean; isHeard: boolean; udpPortHolder: (port: number, address: string) => Promise<string | null> }
let asked: string[]
let holder: () => Promise<string | null>
let input: WatchedInput

function waiting(changes: Partial<InputAssignment> = {}): WatchedInput {
  const watched = new WatchedInput({ ...assignment, ...changes }, clock, () => {})
  watched.become('WAITING', null)
  return watched
}

beforeEach(() => {
  clock = new VirtualClock()
  asked = []
  holder = async () => 'nc (pid 9)'
  machine = {
    ...{ isHere: true, isHeard: true },
    udpPortHolder: (port, address) => {
      asked.push(`${address}:${port}`)
      return holder()
    },
  }
  input = waiting()
})

describe('an input that cannot listen', () => {
  let remade: number
  let faults: ListenFaults
  beforeEach(() => {
    remade = 0
    faults = new ListenFaults(clock, machine, () => (remade += 1))
  })

  /** As MediaMTX is looked at. */
  async function look(forMs: number): Promise<void> {
    for (let ms = 0; ms < forMs; ms += 100) {
      faults.check()
      await clock.advance(100)
    }
  }

  it('listens again without its feed as before: lost where it was lost, else it waits', async () => {
    for (const state of ['WAITING', 'LOST'] as const) {
      input = waiting()
      if (state === 'LOST') input.become('LIVE', null)
      if (state === 'LOST') input.become('LOST', feedLost())
      await faults.tell(input, 'BUSY', 'the line')
      await faults.tell(input, 'BUSY', 'the line')
      expect(input.state).toBe('FAILED')
      await look(8000)
      expect(input.state).toBe(state)
      expect(input.failure?.code).toBe(state === 'LOST' ? 'INPUT_LOST' : undefined)
    }
  })

  it('is FAILED with who has its port; of a group the holder of the group is asked for', async () => {
    await faults.tell(input, 'BUSY', 'the line')
    expect(input.failure).toMatchObject({
      code: 'PORT_BUSY',
      message: 'UDP port 5001 is held by nc (pid 9).',
      evidence: 'the line',
    })
    await faults.tell(waiting({ id: '2', multicastGroup: '239.1.1.1' }), 'BUSY', null)
    expect(asked).toEqual(['127.0.0.1:5001', '239.1.1.1:5001'])
  })

  it('asks for no holder when the port is not what is wrong', async () => {
    await faults.tell(input, 'NO_SUCH_ADDRESS', null)
    expect(asked).toEqual([])
    expect(input.failure?.message).toBe('127.0.0.1 is not an address of this machine.')
    await look(6000)
    expect([asked, remade, input.state]).toEqual([[], 0, 'FAILED'])
    await look(700)
    expect(input.state).toBe('WAITING')
  })

  it('stays FAILED as long as MediaMTX says so, and is looked at each second meanwhile', async () => {
    for (let n = 0; n < 3; n += 1) {
      await faults.tell(input, 'BUSY', null)
      await look(5000)
    }
    expect([input.state, remade]).toEqual(['FAILED', 0])
    expect(asked.length).toBeGreaterThanOrEqual(13)
    expect(asked.length).toBeLessThanOrEqual(19)
  })

  it('listens anew within a second of its port’s freedom, and again only after five where it was not so', async () => {
    await faults.tell(input, 'BUSY', null)
    await look(1500)
    holder = async () => null
    await look(1100)
    expect(remade).toBe(1)
    await faults.tell(input, 'BUSY', null)
    await look(3500)
    expect(remade).toBe(1)
    await look(2000)
    expect(remade).toBe(2)
  })

  it('is not remade for a look that began before it was changed', async () => {
    await faults.tell(input, 'BUSY', null)
    const answer = Promise.withResolvers<string | null>()
    holder = () => answer.promise
    await look(1500)
    faults.forget('1')
    answer.resolve(null)
    await settle()
    expect(remade).toBe(0)
  })

  it('is not FAILED by an answer that comes after it was changed', async () => {
    const answer = Promise.withResolvers<string | null>()
    holder = () => answer.promise
    const telling = faults.tell(input, 'BUSY', null)
    faults.forget('1')
    answer.resolve('nc (pid 9)')
    await telling
    expect(input.state).toBe('WAITING')
  })

  it('that carries a feed by then is left as it is', async () => {
    await faults.tell(input, 'BUSY', null)
    input.see({ name: 'in-1', available: true, inboundBytes: 9, tracks2: [] }, clock.now())
    input.see({ name: 'in-1', available: true, inboundBytes: 99, tracks2: [] }, clock.now())
    await look(7000)
    expect(input.state).toBe('LIVE')
  })

  it('on another machine is not hastened: nothing is seen of its ports', async () => {
    machine.isHere = false
    await faults.tell(input, 'BUSY', null)
    asked = []
    await look(6000)
    expect([asked, remade]).toEqual([[], 0])
  })
})

describe('ports where no log tells of them', () => {
  let held: string[]
  let watch: PortWatch
  beforeEach(() => {
    held = []
    machine.isHeard = false
    watch = new PortWatch(clock, machine, ({ assignment: { id } }) => held.push(id))
  })

  it('are looked at every three seconds, of inputs that wait or have failed for that alone', async () => {
    const busy = waiting({ id: '2', udpPort: 5002 })
    busy.become('FAILED', { code: 'PORT_BUSY', message: '', likelyCause: null, advice: [], evidence: null })
    const other = waiting({ id: '3', udpPort: 5003 })
    other.become('FAILED', { code: 'BAD_FEED', message: '', likelyCause: null, advice: [], evidence: null })
    const inputs = [input, busy, other, waiting({ id: '4', multicastGroup: '239.1.1.1' })]
    for (let ms = 0; ms < 3000; ms += 500) {
      watch.check(inputs)
      await clock.advance(500)
    }
    expect(held).toEqual(['1', '2'])
    watch.check(inputs)
    await settle()
    expect(held).toEqual(['1', '2', '1', '2'])
  })

  it('are left alone while the log is read, or a look lasts', async () => {
    const answer = Promise.withResolvers<string | null>()
    holder = () => answer.promise
    watch.check([input])
    await clock.advance(10_000)
    watch.check([input])
    expect(asked).toHaveLength(1)
    answer.resolve(null)
    await settle()
    machine.isHeard = true
    watch.check([input])
    expect(asked).toHaveLength(1)
    expect(held).toEqual([])
  })

  it('that cannot be looked at are not taken for held, nor those of an input that changed meanwhile', async () => {
    holder = () => Promise.reject(Object.assign(new Error('too many open files'), { code: 'EMFILE' }))
    watch.check([input])
    await settle()
    const answer = Promise.withResolvers<string | null>()
    holder = () => answer.promise
    await clock.advance(3000)
    watch.check([input])
    input.assignment = { ...assignment, udpPort: 5009 }
    answer.resolve('nc (pid 9)')
    await settle()
    expect([asked.length, held]).toEqual([2, []])
    watch.check([])
  })
})
