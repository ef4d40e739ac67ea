import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startManager, until } from '../support/manager.ts'
import { freeTcpPort, freeUdpPort } from '../support/ports.ts'
import { pythonWith } from '../support/python.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'

const examples = join(import.meta.dirname, '../../examples')

/** A program that a person might write, as a process of its own. */
function startProgram(command: string[], env: Record<string, string>) {
  const child = spawn(command[0]!, command.slice(1), {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += chunk))
  child.stderr.on('data', (chunk) => (printed += chunk))
  return {
    lines: () => printed.split('\n').slice(0, -1),
    printed: () => printed,
    /** Resolves with the first whole line from `from` on that begins so. */
    says: (beginning: string, from = 0) =>
      until(
        () => {
          if (child.exitCode !== null) throw new Error(`It ended:\n${printed}`)
          return printed
            .split('\n')
            .slice(from, -1)
            .find((line) => line.startsWith(beginning))
        },
        20_000,
        `"${beginning}"`,
      ).catch((error: Error) => {
        throw new Error(`${error.message}; it printed:\n${printed}`, { cause: error })
      }),
    interrupt: async () => {
      child.kill('SIGINT')
      await exited
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Follows what a person would see, over a restart of the server. */
async function outlivesRestart(command: string[]): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const dataDir = await mkdtemp(join(tmpdir(), 'examples-'))
  stack.defer(() => rm(dataDir, { recursive: true, force: true }))
  const env = { DATA_DIR: dataDir, PORT: String(await freeTcpPort()), UDP_PORT_RANGE_START: String(await freeUdpPort()) }
  const receiver = stack.use(await startUdpReceiver())
  const before = stack.use(await startManager(env))
  const { api } = before
  const program = stack.use(
    startProgram([...command, `udp://127.0.0.1:${receiver.port}`], { API_KEY: api.key, SERVER_URL: api.url }),
  )
  await program.says('input 1 listens at udp://127.0.0.1:')
  await program.says('SNAPSHOT output 1 ')
  await program.says('CHANGED output 1 LIVE')
  await program.says('LOG ')
  expect(receiver.bytes).toBeGreaterThan(0)

  await before.stop()
  await program.says('the connection is lost')
  const seen = program.lines().length
  const after = stack.use(await startManager(env))
  await program.says('SNAPSHOT output 1 ', seen)
  const start = 'mutation { startTestSignal(inputId: "1") { __typename } }'
  await after.api.query(start)
  await program.says('CHANGED output 1 LIVE', seen)
  await program.says('LOG ', seen)
  const ids = program.lines().flatMap((line) => /^LOG (\d+)/.exec(line)?.[1] ?? [])
  expect(ids.map(Number).every((id, index) => index === 0 || id > Number(ids[index - 1]))).toBe(true)
  // What it printed of the log is what the server has of it.
  const { logs } = await after.api.query<{ logs: { lines: { id: string }[] } }>(
    '{ logs(outputId: "1", first: 1000) { lines { id } } }',
  )
  expect(logs.lines.map(({ id }) => id).slice(0, ids.length)).toEqual(ids)

  await program.interrupt()
  expect(program.printed()).not.toMatch(/Traceback|Error:/)
}

describe.concurrent('the examples outlive a restart of the server', () => {
  it('in TypeScript', () => outlivesRestart([process.execPath, join(examples, 'typescript/follow.ts')]))

  it.skipIf(process.env.WITHOUT_PYTHON)('in Python', { timeout: 180_000 }, async () => {
    const python = await pythonWith(join(examples, 'python/requirements.txt'))
    await outlivesRestart([python, join(examples, 'python/follow.py')])
  })
})
