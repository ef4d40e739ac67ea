import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { noSecrets, plainTarget } from '../../../src/domain/output.ts'
import { inArguments, rulesOf } from '../../../src/domain/protocols/index.ts'
import { findCaFile } from '../../../src/worker/ffmpeg/caFile.ts'
import { openGate, PeerGate } from '../../../src/worker/outputs/peerGate.ts'
import { gateFile } from '../../../src/worker/processes/namelessPipe.ts'
import { createStartProcess } from '../../../src/worker/processes/process.ts'
import { systemClock } from '../../../src/worker/systemClock.ts'
import { ffmpegBin } from '../../support/programs.ts'
import { until } from '../../support/until.ts'

const deps = { clock: systemClock, startProcess: createStartProcess(), caFile: findCaFile(tmpdir()) }
const target = { ...plainTarget, protocol: 'RTMP', url: 'rtmps://localhost/app' } as const

/** Somebody who takes connections and never says a word. */
async function startListener() {
  const heard: Buffer[] = []
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.on('data', (chunk) => heard.push(chunk)).on('error', () => {})
  }).listen(0, 'localhost')
  await once(server, 'listening')
  return {
    ...{ heard, port: (server.address() as AddressInfo).port, connections: () => connections },
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** The sender of an RTMPS output, with a tone in place of a feed. */
function startSender(port: number, gate: PeerGate, allowInvalidCertificate: boolean) {
  const to = { ...target, url: `rtmps://localhost:${port}/app`, allowInvalidCertificate }
  const output = rulesOf('RTMP').ffmpegOutput(to, noSecrets, { caFile: deps.caFile, gate: gateFile })
  const args = inArguments({ ...output, args: output.args.map((arg) => (arg === 'copy' ? 'aac' : arg)) })
  const tone = ['-nostdin', '-f', 'lavfi', '-i', 'sine=frequency=440']
  return deps.startProcess({ file: ffmpegBin(), args: [...tone, ...args], gate: gate.pipe })
}

const linux = it.runIf(process.platform === 'linux')

linux.each([true, false])(
  'a sender that connected to a forbidden address is killed before its first byte (any certificate: %s)',
  async (any) => {
    const files = readdirSync('/proc/self/fd').length
    await using listener = await startListener()
    {
      using gate = await PeerGate.open({ ...deps, isForbidden: (address) => /^127\.0\.0\.1$|^(0:){7}1$/.test(address) })
      const sender = startSender(listener.port, gate, any)
      const told = Promise.withResolvers<void>()
      const at = { pid: sender.pid!, readUrl: 'rtsp://127.0.0.1:1/x', kill: () => sender.signal('SIGKILL') }
      void gate.guard(at, told.resolve)
      await told.promise
      expect(await sender.ended).toMatchObject({ signal: 'SIGKILL' })
      expect(gate.refused).toMatch(/^127\.0\.0\.1$|^(0:){7}1$/)
    }
    expect(listener.connections()).toBe(1)
    expect(listener.heard).toEqual([])
    expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(files + 2)
  },
)

linux('one that connected elsewhere goes on, and begins with TLS', async () => {
  await using listener = await startListener()
  using gate = await PeerGate.open({ ...deps, isForbidden: () => false })
  const sender = startSender(listener.port, gate, false)
  void gate.guard({ pid: sender.pid!, readUrl: 'rtsp://127.0.0.1:1/x', kill: () => {} }, () => {})
  await until(() => listener.heard.length > 0, 15_000, 'the first bytes')
  // The greeting of a client, with the name in it.
  expect(Buffer.concat(listener.heard).subarray(0, 1).toString('hex')).toBe('16')
  expect(Buffer.concat(listener.heard).includes('localhost')).toBe(true)
  expect(gate.refused).toBeNull()
  sender.signal('SIGKILL')
  await sender.ended
})

it('where no pipe can be made nothing is sent, and that is told', async () => {
  const startProcess: typeof deps.startProcess = (options) => deps.startProcess({ ...options, file: 'no-such-program' })
  expect(await openGate(target, { ...deps, startProcess })).toMatchObject({
    code: 'FORBIDDEN_DESTINATION',
    evidence: expect.stringMatching(/ENOENT|Linux/) as string,
  })
})
