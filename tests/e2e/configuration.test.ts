import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { expect, it } from 'vitest'
import { testKey } from '../support/api.ts'
import { startFeed } from '../support/feed.ts'
import { startManager, until } from '../support/manager.ts'
import type { Manager } from '../support/manager.ts'
import { outputs } from '../support/operations.ts'
import { startRtmpDestination } from '../support/rtmpDestination.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'

const streamKey = 'canary-key-7b21'

/** `npm run config -- ...` in a process of its own. */
function run({ api, dataDir }: Manager, args: string[], env: Record<string, string> = {}) {
  const script = join(import.meta.dirname, '../../src/commands/config.ts')
  const child = spawn(process.execPath, [script, ...args, '--url', api.url], {
    cwd: dataDir,
    env: { PATH: process.env.PATH, API_KEY: testKey, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [printed, answer] = ['', '']
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  child.stdout.on('data', (chunk) => (answer += chunk))
  return new Promise<{ code: number | null; printed: string; answer: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, printed: printed.trimEnd(), answer })),
  )
}

it('a file is applied to a server that runs: twice changes nothing, and only what must be is interrupted', async () => {
  await using manager = await startManager()
  const { api, dataDir } = manager
  await using destination = await startRtmpDestination()
  await using first = await startUdpReceiver()
  await using second = await startUdpReceiver()
  const { start: port } = manager.udpPorts
  await using _feed = await startFeed({ port })
  const file = join(dataDir, 'setup.yaml')
  const write = ({ ports = [port, port + 1], tag = 'one', wall = first.port } = {}) =>
    writeFileSync(
      file,
      `inputs:
  - name: Stage
    udpPort: ${ports[0]}
    outputs:
      - { name: Platform, protocol: RTMP, url: "${destination.url}", streamKey: "\${KEY_OF_TEST}", tags: [${tag}] }
      - { name: Wall, protocol: UDP, url: "udp://127.0.0.1:${wall}" }
  - name: Foyer
    udpPort: ${ports[1]}
    outputs:
      - { name: Wall, protocol: UDP, url: "udp://127.0.0.1:${second.port}" }
`,
    )
  const pids = async () => (await outputs(api)).map(({ process }) => process?.pid ?? null)
  const states = async () => (await outputs(api)).map(({ state }) => state)
  const areLive = async (...live: boolean[]) =>
    (await states()).every((state, at) => (live[at] ? state === 'LIVE' : state === 'WAITING_INPUT'))

  write()
  expect(await run(manager, ['plan', file])).toMatchObject({
    code: 1,
    printed: expect.stringContaining(`${file}:5: inputs[0].outputs[0].streamKey: The variable KEY_OF_TEST is not set`),
  })
  const planned = await run(manager, ['plan', file], { KEY_OF_TEST: streamKey })
  expect(planned).toMatchObject({
    code: 2,
    printed: expect.stringMatching(
      /\+ input "Stage"\n.*Plan: 5 to add, 0 to change, 0 to remove; 0 running outputs interrupted\.$/s,
    ),
  })
  expect(await run(manager, ['apply', file], { KEY_OF_TEST: streamKey })).toMatchObject({ code: 0 })
  await until(() => areLive(true, true, false), 30_000, 'both outputs of the feed to be LIVE')
  const before = await pids()

  const again = await run(manager, ['apply', file], { KEY_OF_TEST: streamKey })
  expect(again).toMatchObject({ code: 0, printed: 'Nothing to change: everything is as the file says.' })
  expect(await pids()).toEqual(before)

  write({ tag: 'two', wall: second.port })
  const changed = await run(manager, ['apply', file])
  expect(changed.printed).toContain('! output "Wall" of input "Stage" is restarted')
  expect(changed.printed).not.toContain('! output "Platform"')
  await until(
    async () => (await pids())[1] !== before[1] && (await areLive(true, true, false)),
    30_000,
    'the changed output to be LIVE',
  )
  expect((await pids())[0]).toBe(before[0])

  // The feed arrives at the other input from now on.
  write({ ports: [port + 1, port], tag: 'two' })
  expect(await run(manager, ['apply', file])).toMatchObject({
    code: 0,
    printed: expect.stringContaining('waits for the feed of its input'),
  })
  await until(() => areLive(false, false, true), 30_000, 'the output of the other input to be LIVE')
  await second.flows(performance.now(), 10_000)

  const exported = join(dataDir, 'exported.yaml')
  const told = await run(manager, ['export', exported])
  expect(told).toMatchObject({
    code: 0,
    printed: `Written to ${exported}: 1 secret, as the variable \${STAGE_PLATFORM_STREAM_KEY}.`,
  })
  const piped = await run(manager, ['export'])
  expect(piped).toMatchObject({ code: 0, answer: readFileSync(exported, 'utf8') })
  expect(piped.printed).toContain('Written: 1 secret, as the variable')
  expect([readFileSync(exported, 'utf8'), planned.printed, changed.printed].join()).not.toContain(streamKey)
})
