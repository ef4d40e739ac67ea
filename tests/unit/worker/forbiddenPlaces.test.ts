import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { parseAddressRange } from '../../../src/domain/destinations/addressRange.ts'
import { ForbiddenPlaces } from '../../../src/domain/destinations/forbiddenPlaces.ts'
import { plainTarget } from '../../../src/domain/output.ts'
import type { OutputTarget } from '../../../src/domain/output.ts'
import { findCaFile } from '../../../src/worker/ffmpeg/caFile.ts'
import { Listeners } from '../../../src/worker/look/listeners.ts'
import { lookAt } from '../../../src/worker/look/lookAt.ts'
import { Names } from '../../../src/worker/look/names.ts'
import { allowedPlace } from '../../../src/worker/look/place.ts'
import type { LookStep } from '../../../src/worker/look/step.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const clock = new VirtualClock()
const placesOf = (text: string) => new ForbiddenPlaces(text.split(',').map((word) => parseAddressRange(word)!))
const { signal } = new AbortController()

const places = placesOf('10.0.0.0/8,127.0.0.0/8')
/** Names as a hostile name server answers them. */
const answers: Record<string, string[]> = {
  'inside.example': ['10.0.0.7'],
  'half.example': ['192.0.2.1', '127.0.0.1'],
  'outside.example': ['192.0.2.1'],
}

function depsOf(ask: (host: string) => string[]) {
  const names = new Names(clock, async (host) => {
    const found = ask(host)
    if (found.length === 0) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' })
    return found.map((address) => ({ address, family: 4 }))
  })
  const isForbidden = (address: string) => places.holds(address)
  const more = { listeners: new Listeners(clock), caFile: findCaFile(tmpdir()), sharedSrtPort: 1, ownsPid: () => false }
  return { clock, names, isForbidden, ...more }
}

const targetTo = (protocol: OutputTarget['protocol'], url: string): OutputTarget => ({ ...plainTarget, protocol, url })

it.each([
  ['RTMP', 'rtmp://inside.example/app', 'FORBIDDEN_DESTINATION'],
  ['SRT_CALLER', 'srt://half.example:9000', 'FORBIDDEN_DESTINATION'],
  ['UDP', 'udp://10.9.9.9:5000', 'FORBIDDEN_DESTINATION'],
  ['RTSP', 'rtsp://[::ffff:10.9.9.9]/path', 'FORBIDDEN_DESTINATION'],
  ['RTMP', 'rtmp://nobody.example/app', 'NAME_NOT_FOUND'],
  ['RTMP', 'rtmp://outside.example/app', undefined],
  ['UDP', 'udp://192.0.2.1:5000', undefined],
  ['SRT_LISTENER', '', undefined],
] as const)('no sender is started for %s %s where that is forbidden: %s', async (protocol, url, code) => {
  const { cause } = await allowedPlace(
    targetTo(protocol, url),
    depsOf((host) => answers[host] ?? []),
    signal,
  )
  expect(cause?.code).toBe(code)
})

it('a name that leads elsewhere by now is found out, and nothing is connected to', async () => {
  let taken = 0
  const server = createServer((socket) => {
    taken += 1
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  for (const url of [`rtmp://turned.example:${port}/app`, `rtmp://127.0.0.1:${port}/app`]) {
    const steps: LookStep[] = []
    for await (const step of lookAt(
      targetTo('RTMP', url),
      depsOf(() => ['127.0.0.1']),
      signal,
    ))
      steps.push(step)
    expect(steps).toMatchObject([{ name: 'name', cause: { code: 'FORBIDDEN_DESTINATION' } }])
    expect(steps[0]?.cause?.evidence).toMatch(/ is 127\.0\.0\.1$/)
  }
  server.close()
  await once(server, 'close')
  expect(taken).toBe(0)
})
