import { describe, expect, it } from 'vitest'
import { noSecrets, plainTarget } from '../../../src/domain/output.ts'
import type { OutputTarget } from '../../../src/domain/output.ts'
import { causeOfLook } from '../../../src/domain/causes/look.ts'
import { DestinationTests } from '../../../src/worker/look/destinationTests.ts'
import type { Look } from '../../../src/worker/look/destinationTests.ts'
import { LookError, step, unlessAborted } from '../../../src/worker/look/step.ts'
import { settle, VirtualClock } from '../../support/virtualClock.ts'

const target: OutputTarget = { ...plainTarget, protocol: 'RTMP', url: 'rtmp://192.0.2.1/app' }
const secrets = { ...noSecrets, streamKey: 'canary-key-1', password: 'canary-password-2' }

/** A look whose only step lasts until a test ends it, or the look is over. */
function startTests() {
  const clock = new VirtualClock()
  const running: (() => void)[] = []
  const look: Look = (_target, signal) =>
    step('connect', { clock, destination: target, limitMs: 60_000, signal }, async (ended) => {
      const work = new Promise<void>((resolve) => running.push(resolve))
      await unlessAborted(work, ended, () => new LookError('noConnection', 'nothing'))
      return { result: true, detail: 'there' }
    })
  return { clock, running, tests: new DestinationTests(clock, look) }
}

describe('tests of destinations', () => {
  it('run four at a time; a fifth begins when one has ended', async () => {
    const { running, tests } = startTests()
    const results = [1, 2, 3, 4, 5].map(() => tests.run(target, secrets))
    await settle()
    expect(running).toHaveLength(4)
    running[2]!()
    await expect(results[2]).resolves.toMatchObject({ ok: true, failure: null })
    await settle()
    expect(running).toHaveLength(5)
    for (const end of running) end()
    for (const result of await Promise.all(results))
      expect(result).toMatchObject({ ok: true, steps: [{ name: 'connect', ok: true }] })
  })

  it('say so when it does not get its turn, and forget it', async () => {
    const { clock, running, tests } = startTests()
    const results = [1, 2, 3, 4, 5].map(() => tests.run(target, secrets))
    await clock.advance(4000)
    expect(await results[4]).toMatchObject({
      ...{ ok: false, steps: [{ name: 'turn', ok: false }] },
      failure: { message: expect.stringMatching(/turn/), count: 1 },
    })
    for (const end of running) end()
    await Promise.all(results)
    expect(running).toHaveLength(4)
  })

  it('end within ten seconds, those that waited too', async () => {
    const { clock, tests, running } = startTests()
    const results = [1, 2, 3, 4, 5].map(() => tests.run(target, secrets))
    await clock.advance(3900)
    running[0]!()
    await clock.advance(5600)
    for (const result of (await Promise.all(results)).slice(1)) {
      expect(result).toMatchObject({ ok: false, steps: [{ name: 'connect', ok: false }], failure: { code: 'NO_ANSWER' } })
    }
    expect(clock.now()).toBe(9500)
  })

  it('end at once with the worker, or when nobody wants them any more', async () => {
    const { tests } = startTests()
    const wish = new AbortController()
    const unwanted = tests.run(target, secrets, wish.signal)
    await settle()
    wish.abort()
    expect(await unwanted).toMatchObject({ ok: false })
    const running = tests.run(target, secrets)
    await settle()
    tests.stop()
    expect(await running).toMatchObject({ ok: false })
    expect(await tests.run(target, secrets)).toMatchObject({ ok: false })
  })

  it('tell no secret, even when a server repeats it', async () => {
    const clock = new VirtualClock()
    const tests = new DestinationTests(clock, async function* () {
      yield { name: 'connect', cause: null, detail: 'hello canary-key-1', millis: 1 }
      yield { name: 'handshake', cause: causeOfLook('otherProtocol', 'canary-password-2?', target), detail: 'no', millis: 1 }
    })
    const result = await tests.run(target, secrets)
    expect(JSON.stringify(result)).not.toContain('canary')
    expect(result).toMatchObject({ failure: { evidence: '****?' }, steps: [{ detail: 'hello ****' }, { ok: false }] })
  })
})
