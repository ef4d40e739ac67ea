import { describe, expect, it } from 'vitest'
import { draftOf, draftOfPasted, freeName, isTouched, readDraft, withoutSecrets } from '../../../client/panels/draft.ts'
import { canTestWritten, readChanges, restarts } from '../../../client/panels/outputChanges.ts'
import { kindFor, outputKinds } from '../../../client/panels/outputKinds.ts'
import { readWritten, settingOf, write } from '../../../client/panels/written.ts'
import { fieldsOf, withPasted } from '../../../client/panels/outputFields.ts'

const kind = (id: string) => outputKinds.find((one) => one.id === id)!
const seen = { protocol: 'RTMP' as const, service: 'YouTube', problem: null, hints: ['Good to know'] }

describe('an output that is about to be added', () => {
  it('keeps a pasted address whole for the server, and the key out of what is shown', () => {
    const text = 'rtmps://a.rtmps.youtube.com/live2/key-1234'
    const draft = draftOfPasted(text, { ...seen, url: 'rtmps://a.rtmps.youtube.com/live2/****', secretParts: ['streamKey'] }, [
      'YouTube',
    ])!
    expect(draft).toMatchObject({ kind: { id: 'youtube' }, name: 'YouTube 2', notes: ['Good to know'] })
    expect(draft.pasted?.shown).not.toContain('key-1234')
    expect(readDraft(draft)).toEqual({ output: { name: 'YouTube 2', url: text } })
    expect(readDraft({ ...draft, values: { streamKey: 'other' } })).toEqual({
      output: { name: 'YouTube 2', url: 'rtmps://a.rtmps.youtube.com/live2', streamKey: 'other' },
    })
  })

  it('says of a setting that stands in the pasted address that it is taken from there', () => {
    const shown = 'srt://live.example:9000?streamid=****&latency=200'
    const placeholders = fieldsOf('SRT_CALLER').map((field) => [field.name, withPasted(field, shown).placeholder])
    expect(Object.fromEntries(placeholders)).toMatchObject({ latencyMs: 'as pasted', streamId: 'as pasted', packetSize: '1316' })
  })

  it('takes a stream key alone for one of its service', () => {
    const draft = draftOfPasted(
      'live_1_abcdefgh',
      { ...seen, service: 'Twitch', url: 'rtmps://twitch.example/app/****', secretParts: ['streamKey'], problem: 'alone' },
      [],
    )!
    expect(draft).toMatchObject({ kind: { id: 'twitch' }, pasted: null, notes: ['Good to know'], lacks: null })
    expect(readDraft(draft)).toEqual({
      output: { name: 'Twitch', url: 'rtmps://twitch.example/app', streamKey: 'live_1_abcdefgh' },
    })
  })

  it('says apart from what is good to know what is wrong in the address', () => {
    const draft = draftOfPasted('srt://a.example', { ...seen, url: 'srt://a.example', secretParts: [], problem: 'No port' }, [])
    expect(draft).toMatchObject({ notes: ['Good to know'], lacks: 'No port' })
  })

  it('is none of a text that leads nowhere, and has the card of its protocol when its service has none', () => {
    expect(draftOfPasted('hello', { ...seen, protocol: null, service: null, url: '', secretParts: [] }, [])).toBeNull()
    expect(kindFor('RTMP', 'Kick').id).toBe('rtmp')
    expect(kindFor('UDP', 'Custom').id).toBe('udp')
  })

  it('makes an address of host and port', () => {
    const read = (id: string, values: Record<string, string>) => {
      const result = readDraft(draftOf(kind(id), [], { values }))
      return 'output' in result ? result.output : result.problem
    }
    expect(read('srt-caller', { host: 'a.example', hostPort: '9000', latencyMs: '200' })).toEqual({
      ...{ name: 'SRT caller', url: 'srt://a.example:9000', latencyMs: 200 },
    })
    expect(read('udp', { host: '2001:db8::1', hostPort: '5004' })).toMatchObject({ url: 'udp://[2001:db8::1]:5004' })
    expect(read('udp', { host: 'udp://a.example:1' })).toMatchObject({ url: 'udp://a.example:1' })
    expect(read('srt-listener', {})).toEqual({ name: 'SRT listener' })
    expect(read('srt-caller', { latencyMs: 'much' })).toEqual({ field: 'latencyMs', message: 'Latency is a whole number.' })
  })

  it('is touched by what a person wrote, not by what was filled in', () => {
    const draft = draftOf(kind('twitch'), [], { values: { url: 'rtmps://twitch.example/app' } })
    expect(isTouched(draft, 'rtmps://twitch.example/app')).toBe(false)
    expect(isTouched({ ...draft, values: { ...draft.values, streamKey: 'k' } }, 'rtmps://twitch.example/app')).toBe(true)
  })

  it('has a name of its own, and of another output no secret', () => {
    expect(freeName('UDP', ['UDP', 'UDP 2'])).toBe('UDP 3')
    expect(withoutSecrets('rtmp://user:****@a.example/app/****')).toBe('rtmp://a.example/app')
    expect(withoutSecrets('srt://a.example:9000?pbkeylen=32&streamid=a&passphrase=****')).toBe('srt://a.example:9000?pbkeylen=32')
    expect(withoutSecrets('rtsp://a.example/path?****')).toBe('rtsp://a.example/path')
  })
})

describe('changed settings', () => {
  it('tell the server only what was changed, null for what was emptied, and a secret only when it was written', () => {
    const values = { name: ' Hall ', url: 'srt://a.example:9000', latencyMs: '', passphrase: '' }
    expect(readChanges('SRT_CALLER', values, ['name', 'latencyMs', 'passphrase'])).toEqual({
      changes: { name: 'Hall', latencyMs: null, passphrase: null },
    })
    expect(readChanges('SRT_CALLER', { name: 'Hall' }, ['passphrase'])).toEqual({ changes: {} })
    expect(readChanges('UDP', { ttl: '1.5' }, ['ttl'])).toMatchObject({ problem: { field: 'ttl' } })
  })

  it('can be tested as they are written when no secret is missing for that', () => {
    const srt = { protocol: 'SRT_CALLER' as const, hasPassphrase: true }
    expect(canTestWritten(srt, { url: 'srt://a:1' })).toBe(false)
    expect(canTestWritten(srt, { url: 'srt://a:1', passphrase: 'another one' })).toBe(true)
    const rtmp = { protocol: 'RTMP' as const, hasStreamKey: true }
    expect(canTestWritten(rtmp, { url: 'rtmp://a/app/****' })).toBe(true)
    expect(canTestWritten(rtmp, { url: 'rtmp://a/app?****' })).toBe(false)
    expect(canTestWritten({ protocol: 'SRT_LISTENER' }, {})).toBe(false)
  })

  it('restart what runs unless they are name, tags or patience', () => {
    expect(restarts(['name', 'tags', 'maxReconnectAttempts', 'reconnectDelaySeconds'])).toBe(false)
    for (const { name } of fieldsOf('SRT_CALLER').slice(0, 3)) expect(restarts(['name', name])).toBe(true)
  })
})

it('writes and reads values both ways', () => {
  const field = (writing: 'text' | 'whole' | 'decimal' | 'tick' | 'words') => ({ name: 'tags' as const, label: 'It', writing })
  expect(write(['a', 'b'])).toBe('a, b')
  expect(readWritten(field('words'), ' a, ,b ')).toEqual({ told: ['a', 'b'] })
  expect(readWritten(field('decimal'), '0,5')).toEqual({ told: 0.5 })
  expect(readWritten(field('tick'), write(true))).toEqual({ told: true })
  expect(readWritten(field('text'), '  ')).toEqual({ told: null })
  expect(settingOf('output.url')).toBe('url')
})
