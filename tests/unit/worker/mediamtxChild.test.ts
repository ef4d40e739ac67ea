import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { beforeEach, describe, expect, it } from 'vitest'
import { Redactor } from '../../../src/domain/redaction.ts'
import { MediamtxChild } from '../../../src/worker/mediamtx/child.ts'
import { programProblem } from '../../../src/worker/mediamtx/program.ts'
import type { Life } from '../../../src/worker/mediamtx/life.ts'
import { listensOn } from '../../../src/worker/processes/listening.ts'
import { fakeStarter } from '../../support/fakeProcess.ts'
import { until } from '../../support/until.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

describe('a MediaMTX of ours', () => {
  let lives: Life[]
  let hasPort: boolean
  let clock: VirtualClock
  let starter: ReturnType<typeof fakeStarter>
  let child: MediamtxChild

  /** Lives that were begun; what asks for the version of the program is none. */
  const begun = () => starter.started.filter(({ options }) => options.env?.MTX_APIADDRESS !== undefined)
  const nextLife = async (count: number) => {
    await until(
      () => {
        for (const asked of starter.started.filter(({ options, isGone }) => options.isQuestion && !isGone)) {
          asked.options.onStdout?.('v1.20.1')
          asked.end({ code: 0 })
        }
        return begun()[count - 1]
      },
      5000,
      'a life',
    )
    return begun()[count - 1]!
  }

  beforeEach(() => {
    lives = []
    hasPort = false
    clock = new VirtualClock()
    starter = fakeStarter()
    child = new MediamtxChild(
      {
        ...{ clock, random: () => 0, redactor: new Redactor(), startProcess: starter.startProcess },
        ...{ mediamtxBin: '/bin/true', configPath: '/mediamtx.yml', sharedSrtPort: null, listensOn: () => hasPort },
      },
      { onLine: () => {}, onUp: (life) => lives.push(life), onDown: () => {} },
    )
    void child.start()
  })

  it('is told no password before it has the port of its API: somebody else could have taken that', async () => {
    const first = await nextLife(1)
    await clock.advance(3000)
    expect(lives).toHaveLength(0)
    first.end({ code: 1 })
    await clock.advance(0)
    const second = await nextLife(2)
    expect(lives).toHaveLength(0)
    hasPort = true
    await clock.advance(20)
    expect(lives).toHaveLength(1)
    const passwords = [first, second].map(({ options }) => options.env?.MTX_AUTHINTERNALUSERS_0_PASS)
    expect(new Set(passwords).size).toBe(2)
    await child.stop()
  })

  it('is taken at its word where the system shows no sockets', async () => {
    const first = await nextLife(1)
    first.options.onStdout?.(JSON.stringify({ level: 'INF', message: '[API] started with listener on 127.0.0.1:1 (TCP/HTTP)' }))
    await clock.advance(20)
    expect(lives).toHaveLength(1)
    await child.stop()
  })
})

it.runIf(process.platform === 'linux')('the kernel tells whether a process listens on a port', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  expect([listensOn(process.pid, port), listensOn(process.ppid, port), listensOn(5_000_001, port)]).toEqual([true, false, false])
  server.close()
  await once(server, 'close')
  expect(listensOn(process.pid, port)).toBe(false)
})

describe('a program that is to be MediaMTX', () => {
  const problem = async (printed: string, file = '/bin/true') => {
    const starter = fakeStarter()
    const told = programProblem(file, starter.startProcess, new VirtualClock())
    for (const { options, end } of starter.started) {
      options.onStdout?.(printed)
      end.call(starter.started[0]!, { code: 0 })
    }
    return told
  }

  it.each([
    ['v1.20.1', null],
    ['1.20.0', null],
    ['v1.31.2-rc1', null],
    ['v1.19.3', 'The MediaMTX at /bin/true is version v1.19.3; 1.20 or a newer 1.x is needed.'],
    ['v2.0.0', 'The MediaMTX at /bin/true is version v2.0.0; 1.20 or a newer 1.x is needed.'],
    ['v0.30.0', 'The MediaMTX at /bin/true is version v0.30.0; 1.20 or a newer 1.x is needed.'],
    ['ffmpeg version 7', 'The program at /bin/true is not MediaMTX.'],
    ['', 'The program at /bin/true is not MediaMTX.'],
  ])('and says %j is judged by that', async (printed, told) => expect(await problem(printed)).toBe(told))

  it('is missing where there is none', async () => {
    expect(await problem('', '/nowhere/mediamtx')).toBe('MediaMTX is missing: there is no program at /nowhere/mediamtx.')
  })
})
