import { describe, expect, it } from 'vitest'
import type { InputSettings } from '../../../src/domain/input.ts'
import { checkNoLoop, feederOf } from '../../../src/domain/loops.ts'
import type { OwnPlace } from '../../../src/domain/loops.ts'
import { plainTarget } from '../../../src/domain/output.ts'
import type { OutputSettings, Protocol } from '../../../src/domain/output.ts'
import { rulesOf } from '../../../src/domain/protocols/index.ts'

const here: OwnPlace = {
  ...{
    addresses: ['192.0.2.1', '2001:db8::1', 'fe80::1', '2001:0DB8:0::2'],
    names: ['studio-7', 'Rack.7', 'Media.Example.com', '203.0.113.9'],
  },
  ...{ httpPort: 8080, sharedSrtPort: 8890 },
}

function input(changes: Partial<InputSettings> = {}): InputSettings {
  return {
    ...{ id: '1', name: 'Camera 1', udpPort: 5001, listenAddress: '0.0.0.0', multicastGroup: null, sourceAddress: null },
    ...{ tags: [], desired: 'RUNNING', createdAt: new Date(0), ...changes },
  }
}

/** Of its kind by the scheme. */
function output(url: string, changes: Partial<OutputSettings> = {}): OutputSettings {
  const protocols: Record<string, Protocol> = { udp: 'UDP', srt: 'SRT_CALLER', rtmp: 'RTMP', rtmps: 'RTMP', rtsp: 'RTSP' }
  const { target } = rulesOf(protocols[url.split(':')[0]!]!).readTarget({ url }, 'output')
  return {
    ...{ id: '1', inputId: '1', name: 'Wall', tags: [], desired: 'RUNNING', createdAt: new Date(0), generation: 1, ...target },
    ...{ hasStreamKey: false, hasPassphrase: false, hasPassword: false, reconnectDelaySeconds: 5, maxReconnectAttempts: 0 },
    ...changes,
  }
}

const listener: OutputSettings = {
  ...output('udp://x:1'),
  ...plainTarget,
  protocol: 'SRT_LISTENER',
  url: '',
  port: 8895,
  name: 'Door',
}
const group = input({ name: 'Group', multicastGroup: '239.1.2.3', udpPort: 5002 })
const check = (url: string, inputs: InputSettings[] = [input(), group]) =>
  checkNoLoop(output(url), { inputs, outputs: [listener] }, here, 'output.url')

describe('an output', () => {
  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    'localhost',
    'LOCALHOST.',
    'any.localhost',
    '192.0.2.1',
    '[::ffff:127.0.0.1]',
    '[::ffff:c000:201]',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    'studio-7',
    'Studio-7.',
    'media.example.com',
    '203.0.113.9',
    'rack.7',
    'localhost.localdomain',
    'ip6-localhost',
    'ip6-loopback',
  ])('does not feed an input of this server as %s', (host) => {
    expect(() => check(`udp://${host}:5001`)).toThrow(/Camera 1/)
    expect(() => check(`srt://${host}:5001`)).toThrow(expect.objectContaining({ name: 'InvalidValue', field: 'output.url' }))
  })

  it.each(['[::]', '[::1]', '[2001:db8::1]', '[2001:db8::2]', '[2001:0db8:0:0::0001]'])(
    'does not feed an input that listens on IPv6 as %s',
    (host) => {
      expect(() => check(`udp://${host}:5001`, [input({ listenAddress: '::' })])).toThrow(/Camera 1/)
    },
  )

  it.each<[string, RegExp]>([
    ['udp://239.1.2.3:5002', /Input "Group" receives that group/],
    ['srt://127.0.0.1:8890', /SRT listeners/],
    ['udp://localhost:8890', /SRT listeners/],
    ['srt://192.0.2.1:8895', /Output "Door" waits/],
    ['rtmp://localhost:8080/app/key', /page and the API/],
    ['rtsp://192.0.2.1:8080/path', /page and the API/],
  ])('does not send to %s, where this server listens', (url, message) => expect(() => check(url)).toThrow(message))

  it.each([
    'udp://127.0.0.1:5000',
    'udp://127.0.0.1:80',
    'udp://198.51.100.7:5001',
    'udp://other.example.com:5001',
    'udp://notlocalhost:5001',
    'udp://localhost.example.com:5001',
    'udp://xlocalhost.localdomain:5001',
    'udp://localhost.localdomain.example.com:5001',
    'udp://xip6-loopback:5001',
    'udp://ip6-loopback.example.com:5001',
    'udp://127.example.com:5001',
    'udp://10.127.0.1:5001',
    'udp://10.0.0.0:5001',
    'udp://[2001:db8::ffff:c000:201]:5001',
    'udp://[::ffff:c000:201:5]:5001',
    'udp://239.1.2.3:5001',
    'udp://239.9.9.9:5002',
    'udp://127.0.0.1:5002',
    'udp://127.0.0.1:8080',
    'udp://[::1]:5001',
    'srt://198.51.100.7:8890',
    'rtmp://127.0.0.1:5001/app/key',
    'rtmp://127.0.0.1/app/key',
    'rtmps://studio-7/app/key',
    'rtsp://127.0.0.1/path',
    'rtsp://other.example.com:8080/path',
  ])('may send to %s', (url) => check(url))

  it('may send to an address of this machine where the input does not listen', () => {
    check('udp://192.0.2.1:5001', [input({ listenAddress: '127.0.0.1' })])
    expect(() => check('udp://127.0.0.1:5001', [input({ listenAddress: '127.0.0.1' })])).toThrow(/Camera 1/)
  })

  it('may send to this machine while the port of the page is not known', () => {
    checkNoLoop(output('rtmp://127.0.0.1/app/key'), { inputs: [], outputs: [] }, { ...here, httpPort: 0 }, 'f')
  })

  it('that waits for callers sends nowhere', () => checkNoLoop(listener, { inputs: [input()], outputs: [listener] }, here, 'f'))
})

describe('an input', () => {
  const feeder = (url: string, changes: Partial<InputSettings> = {}) =>
    feederOf(input(changes), [listener, output(url)], here)?.name ?? null

  it('is not put where an output sends to', () => {
    expect(feeder('udp://127.0.0.1:5001')).toBe('Wall')
    expect(feeder('srt://studio-7:5001')).toBe('Wall')
    expect(feeder('udp://239.1.2.3:5001', { multicastGroup: '239.1.2.3' })).toBe('Wall')
  })

  it('may be put elsewhere', () => {
    expect(feeder('udp://127.0.0.1:5002')).toBeNull()
    expect(feeder('udp://198.51.100.7:5001')).toBeNull()
    expect(feeder('rtmp://127.0.0.1:5001/app/key')).toBeNull()
    expect(feeder('udp://127.0.0.1:5001', { listenAddress: '192.0.2.1' })).toBeNull()
    expect(feeder('udp://127.0.0.1:5001', { multicastGroup: '239.1.2.3' })).toBeNull()
    expect(feeder('udp://239.1.2.3:5001')).toBeNull()
  })
})
