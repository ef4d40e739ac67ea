import { describe, expect, it } from 'vitest'
import type { InputSettings } from '../../../src/domain/input.ts'
import { plainTarget } from '../../../src/domain/output.ts'
import type { OutputSettings } from '../../../src/domain/output.ts'
import { inputChangesInWords, outputChangesInWords, within, withoutStop } from '../../../src/domain/timeline/words.ts'

describe('changes of settings', () => {
  const input: InputSettings = {
    ...{ id: '1', name: 'Camera', udpPort: 5001, listenAddress: '0.0.0.0', multicastGroup: null, sourceAddress: null, tags: [] },
    ...{ desired: 'RUNNING', createdAt: new Date(0) },
  }
  const output: OutputSettings = {
    ...{ ...plainTarget, id: '1', inputId: '1', name: 'Out', protocol: 'RTMP', url: 'rtmp://a/live', tags: [], generation: 1 },
    ...{ hasStreamKey: true, hasPassphrase: false, hasPassword: false, reconnectDelaySeconds: 5, maxReconnectAttempts: 0 },
    ...{ desired: 'RUNNING', createdAt: new Date(0) },
  }

  it('are told by what was changed, with values where these tell no secret', () => {
    expect(inputChangesInWords(input, { ...input, name: 'Roof', udpPort: 5002, sourceAddress: '192.0.2.1', tags: ['a'] })).toBe(
      'Changed: name from "Camera" to "Roof", UDP port from 5001 to 5002, source address from none to "192.0.2.1", tags',
    )
    const after = {
      ...output,
      url: 'rtmp://b/canary',
      streamId: 'canary',
      username: 'canary',
      latencyMs: 400,
      reconnectDelaySeconds: 9,
    }
    const told = outputChangesInWords(output, after, ['streamKey'])
    expect(told).toBe(
      'Changed: address, user name, stream id, latency from none to 400 ms, longest delay between attempts from 5 s to 9 s, stream key',
    )
    expect(outputChangesInWords(output, { ...output, generation: 2, desired: 'STOPPED', tags: [] }, [])).toBeNull()
    expect(inputChangesInWords(input, { ...input, desired: 'STOPPED', tags: [] })).toBeNull()
    expect(outputChangesInWords(output, output, ['password', 'passphrase'])).toBe(
      'Changed: password, part of the URL behind the ?',
    )
  })

  it.each<[Partial<OutputSettings>, string]>([
    [{ name: 'Main' }, 'name from "Out" to "Main"'],
    [{ port: 9001 }, 'port from none to 9001'],
    [{ packetSize: 188 }, 'packet size from none to 188 bytes'],
    [{ ttl: 4 }, 'hops from none to 4'],
    [{ localAddress: '192.0.2.1' }, 'local address from none to "192.0.2.1"'],
    [{ allowInvalidCertificate: true }, 'whether an invalid certificate is allowed'],
    [{ maxReconnectAttempts: 3 }, 'number of attempts from 0 to 3'],
    [{ tags: ['a'] }, 'tags'],
  ])('of an output, %j: %s', (change, words) => {
    expect(outputChangesInWords(output, { ...output, ...change }, [])).toBe(`Changed: ${words}`)
  })

  it.each<[Partial<InputSettings>, string]>([
    [{ listenAddress: '192.0.2.1' }, 'listening address from "0.0.0.0" to "192.0.2.1"'],
    [{ multicastGroup: '239.1.2.3' }, 'multicast group from none to "239.1.2.3"'],
    [{ tags: ['a'] }, 'tags'],
  ])('of an input, %j: %s', (change, words) => {
    expect(inputChangesInWords(input, { ...input, ...change })).toBe(`Changed: ${words}`)
    expect(inputChangesInWords({ ...input, ...change }, { ...input, ...change })).toBeNull()
  })
})

it.each([
  [999, 'less than a second'],
  [1000, '1 s'],
  [119_499, '119 s'],
  [119_500, '2 min'],
  [125_000, '2 min'],
  [3_569_000, '59 min'],
  [3_570_000, '1 h'],
  [3_660_000, '1 h 1 min'],
  [7_200_000, '2 h'],
  [7_500_000, '2 h 5 min'],
])('%d ms are %s', (ms, words) => expect(within(ms)).toBe(words))

it('a sentence goes on without its stop', () => {
  const texts = ['FFmpeg 5.1 ended.', 'FFmpeg 5.1 ended', '...']
  expect(texts.map((text) => withoutStop(text))).toEqual(['FFmpeg 5.1 ended', 'FFmpeg 5.1 ended', '..'])
})
