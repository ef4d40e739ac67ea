import { describe, expect, it } from 'vitest'
import type { Ownership, OwnershipEvents } from '../../../src/domain/ownership.ts'
import { OwnProcesses } from '../../../src/worker/processes/ownProcesses.ts'
import { systemClock } from '../../../src/worker/systemClock.ts'

/** A right to run processes that a test takes away and gives back. */
class FakeOwnership implements Ownership {
  readonly epoch = 7
  readonly instanceId = 'unit-test-1'
  isHeld = true
  readonly #listeners: Partial<OwnershipEvents>[] = []
  mayStart = () => this.isHeld
  holdsForMs = () => (this.isHeld ? Number.POSITIVE_INFINITY : 0)
  trouble = () => null
  servesAt = async () => {}
  release = async () => {}

  listen(events: Partial<OwnershipEvents>): () => void {
    this.#listeners.push(events)
    return () => {}
  }

  pause(): void {
    this.isHeld = false
    for (const { onPause } of this.#listeners) onPause?.('for this test')
  }
}

const sleeping = { file: 'sleep', args: ['60'] }

describe('the processes of a manager', () => {
  it('carry its mark beside what they are given', async () => {
    const processes = new OwnProcesses({ ownership: new FakeOwnership(), clock: systemClock, say: () => {} })
    const lines: string[] = []
    await processes.start({ file: 'env', args: [], env: { OWN: 'yes' }, onStdout: (line) => lines.push(line) }).ended
    expect(lines).toContain('STREAM_MANAGER_RUN=unit-test-1:7;')
    expect(lines).toContain('OWN=yes')
  })

  it('end at once when the right to run them does, and none is started until it is back', async () => {
    const ownership = new FakeOwnership()
    const processes = new OwnProcesses({ ownership, clock: systemClock, say: () => {} })
    const running = [processes.start(sleeping), processes.start(sleeping)]
    ownership.pause()
    expect((await Promise.all(running.map(({ ended }) => ended))).map(({ signal }) => signal)).toEqual(['SIGKILL', 'SIGKILL'])
    const refused = processes.start(sleeping)
    expect(refused.pid).toBeNull()
    expect(await refused.ended).toMatchObject({ startError: 'NOT_OWNER' })
    // What only says something about its program does no harm.
    expect(await processes.start({ file: 'true', args: [], isQuestion: true }).ended).toMatchObject({ code: 0 })
    ownership.isHeld = true
    const again = processes.start(sleeping)
    expect(again.pid).not.toBeNull()
    again.signal('SIGKILL')
    await again.ended
  })

  it('are said to be unwatched where there is no shell for a watchdog', async () => {
    const said: string[] = []
    const say = (level: string, text: string) => said.push(`${level} ${text}`)
    const processes = new OwnProcesses({ ownership: new FakeOwnership(), clock: systemClock, say, path: '/nowhere' })
    await processes.begin()
    expect(said).toEqual([
      'WARNING The PATH has neither bash nor busybox: if this server is killed or stands still, its FFmpegs go on running',
    ])
    await processes.end()
  })
})
