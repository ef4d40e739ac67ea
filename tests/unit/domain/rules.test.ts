import { describe, expect, it } from 'vitest'
import { backoffMs } from '../../../src/domain/backoff.ts'
import { causeOfEnd, isInputsFault } from '../../../src/domain/causes.ts'
import { nextFailure } from '../../../src/domain/failure.ts'
import { parseFfmpegLine, parseFfmpegVersion } from '../../../src/domain/programs/ffmpegLog.ts'
import { ProgressReader } from '../../../src/domain/programs/progress.ts'
import type { Progress } from '../../../src/domain/programs/progress.ts'
import { Redactor } from '../../../src/domain/redaction.ts'
import { checkTransition, inputTransitions, outputTransitions } from '../../../src/domain/states.ts'

describe('delay before the next attempt', () => {
  const most = (failuresInRow: number, failingForMs = 0, capMs = 5000) =>
    backoffMs({ failuresInRow, failingForMs, capMs }, () => 1)

  it('is nothing first, then doubles up to the cap', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map((n) => most(n))).toEqual([0, 1000, 2000, 4000, 5000, 5000, 5000])
  })

  it('is a random part of that, down to nothing', () => {
    expect(backoffMs({ failuresInRow: 9, failingForMs: 0, capMs: 5000 }, () => 0)).toBe(0)
    expect(backoffMs({ failuresInRow: 9, failingForMs: 0, capMs: 5000 }, () => 0.5)).toBe(2500)
  })

  it('grows to 30 s after two minutes, or stays at a larger cap', () => {
    expect(most(20, 120_000)).toBe(30_000)
    expect(most(20, 119_999)).toBe(5000)
    expect(most(20, 120_000, 60_000)).toBe(60_000)
    expect(most(2, 0, 500)).toBe(500)
  })
})

describe('state tables', () => {
  it('lists every state once and leads to known states only', () => {
    for (const table of [inputTransitions, outputTransitions]) {
      const states = Object.keys(table)
      for (const targets of Object.values(table)) for (const target of targets) expect(states).toContain(target)
    }
  })

  it('throws on what it does not list, and lets a state stay', () => {
    expect(() => checkTransition(outputTransitions, 'STOPPED', 'LIVE')).toThrow('STOPPED cannot become LIVE')
    expect(() => checkTransition(outputTransitions, 'WAITING_INPUT', 'LIVE')).toThrow()
    expect(() => checkTransition(outputTransitions, 'LIVE', 'LIVE')).not.toThrow()
  })
})

describe('progress of FFmpeg', () => {
  function blocksOf(...texts: string[]): Progress[] {
    const reader = new ProgressReader()
    const blocks: Progress[] = []
    for (const text of texts) reader.read(text, (block) => blocks.push(block))
    return blocks
  }
  const one = 'frame=25\ntotal_size=4096\nout_time_us=1040000\nout_time_ms=1040000\nspeed=1.01x\nprogress=continue\n'

  it('yields a block at its last line, however what comes is cut', () => {
    const block = { sentBytes: 4096, mediaTimeMs: 1040 }
    expect(blocksOf(one)).toEqual([block])
    expect(blocksOf(...one)).toEqual([block])
    expect(blocksOf(one.slice(0, -1))).toEqual([])
    expect(blocksOf(one + one.slice(0, 30), one.slice(30))).toEqual([block, block])
  })

  it('takes nothing from the next block', () => {
    expect(blocksOf(`total_size=1\nprogress=continue\n${one}`)[0]).toEqual({ sentBytes: 1, mediaTimeMs: null })
  })

  it('takes what FFmpeg does not know for null', () => {
    const unknown = 'total_size=N/A\nout_time_us=-9223372036854775808\nprogress=continue\n'
    expect(blocksOf(unknown)).toEqual([{ sentBytes: null, mediaTimeMs: null }])
  })

  it.each([
    ['total_size= 4096 \nout_time_us=-5000000', 4096, -5000],
    ['total_size=x12\nout_time_us=1500', null, 2],
    ['total_size=12x', null, null],
    ['total_size=1234567890123456', null, null],
    ['total_size=123456789012345', 123_456_789_012_345, null],
    ['total_size=--1', null, null],
  ])('reads %j', (text, sentBytes, mediaTimeMs) => {
    expect(blocksOf(`${text}\nprogress=end\n`)).toEqual([{ sentBytes, mediaTimeMs }])
  })

  it('keeps little of what is no progress', () => {
    expect(blocksOf(`total_size=7\n${'x'.repeat(4096)}`, '\nprogress=end\n')).toEqual([{ sentBytes: null, mediaTimeMs: null }])
    expect(blocksOf('x'.repeat(1_000_000), `\n${one}`)).toEqual([{ sentBytes: 4096, mediaTimeMs: 1040 }])
  })
})

describe('lines of FFmpeg', () => {
  it.each([
    ['[tcp @ 0x55d0c0] [error] Connection refused', 'ERROR', '[tcp] Connection refused'],
    ['[warning] Timestamps are unset', 'WARNING', 'Timestamps are unset'],
    ['[info] Stream mapping:', 'INFO', 'Stream mapping:'],
    ['[fatal] out of memory', 'ERROR', 'out of memory'],
    ['[panic]x ', 'ERROR', 'x'],
    ['[srt @ 0x0a1b2c3d4e5f] [verbose] accept', 'DEBUG', '[srt] accept'],
    ['[debug] a', 'DEBUG', 'a'],
    ['[trace]  a', 'DEBUG', ' a'],
    ['[f @ 0x1] [info] of [g @ 0x2], [error]', 'INFO', '[f] of [g], [error]'],
    ['[f @ 0xyz] x', 'INFO', '[f @ 0xyz] x'],
    [`[error] ${'x'.repeat(5000)}`, 'ERROR', 'x'.repeat(4096)],
    [`${'x'.repeat(4095)}📷`, 'INFO', `${'x'.repeat(4095)}\ufffd`],
    ['plain text', 'INFO', 'plain text'],
    ['[error] \u001b[31mred\u202e', 'ERROR', String.raw`\u{1b}[31mred\u{202e}`],
  ])('%j', (line, level, text) => {
    expect(parseFfmpegLine(line)).toEqual({ level, text })
  })

  it('knows the version', () => {
    expect(parseFfmpegVersion('ffmpeg version 5.1.9-0+deb12u1 Copyright')).toBe('5.1.9-0+deb12u1')
    expect(parseFfmpegVersion('something else')).toBeNull()
    expect(parseFfmpegVersion('no ffmpeg version 7.0')).toBeNull()
  })
})

describe('causes', () => {
  const cause = (text: string, extra = {}) =>
    causeOfEnd({
      code: 1,
      signal: null,
      startError: null,
      lines: [{ level: 'ERROR', text, at: 0 }],
      liveMs: 60_000,
      destination: null,
      ...extra,
    })

  it.each([
    ['[tcp] Connection to tcp://127.0.0.1:1 failed: Connection refused', 'REFUSED'],
    ['[tcp] Failed to resolve hostname no.example: Name or service not known', 'NAME_NOT_FOUND'],
    ['[udp] getaddrinfo(no.example, 5000): Name or service not known', 'NAME_NOT_FOUND'],
    ['[tcp] Connection to tcp://192.0.2.1:1935 failed: Connection timed out', 'NO_ANSWER'],
    ['[udp] bind failed: Address already in use', 'PORT_BUSY'],
    ['av_interleaved_write_frame(): Broken pipe', 'CONNECTION_LOST'],
    ['[out#0/flv] Error muxing a packet: Connection reset by peer', 'CONNECTION_LOST'],
  ])('%s is %s', (text, code) => {
    expect(cause(text)).toMatchObject({ code, evidence: text })
  })

  it('shows unknown text as it is', () => {
    expect(cause('the moon is full')).toMatchObject({
      code: 'UNKNOWN',
      evidence: 'the moon is full',
      message: 'FFmpeg ended with code 1',
    })
  })

  it('names a signal and a missing program', () => {
    expect(cause('x', { code: null, signal: 'SIGKILL' })).toMatchObject({ code: 'PROGRAM_DIED' })
    expect(cause('x', { code: null, startError: 'ENOENT' })).toMatchObject({ code: 'PROGRAM_MISSING', evidence: 'ENOENT' })
  })

  it('knows what is the feed’s fault and not the destination’s', () => {
    const readUrl = 'rtsp://reader:pw@127.0.0.1:8554/in-1'
    const isInputs = (text: string, level = 'ERROR') => isInputsFault([{ level, text }], readUrl)
    expect(isInputs('[tcp] Connection to tcp://127.0.0.1:8554?timeout=5000000 failed: Connection refused')).toBe(true)
    expect(isInputs('Packet is missing PTS')).toBe(true)
    expect(isInputs('[out#0/flv] as [in#0/rtsp] said')).toBe(false)
    expect(isInputs('[tcp] Connection to tcp://127.0.0.1:8554 failed: Immediate exit requested')).toBe(false)
    expect(isInputs('[in#0/rtsp] Error during demuxing: Connection reset by peer')).toBe(true)
    expect(isInputs('[tcp] Connection to tcp://127.0.0.1:1935 failed: Connection refused')).toBe(false)
    expect(isInputs("Input #0, rtsp, from 'rtsp://reader:****@127.0.0.1:8554/in-1':", 'INFO')).toBe(false)
  })

  it('counts the same cause on and begins anew with another', () => {
    const first = nextFailure(null, cause('Connection refused'), new Date(1000))
    const second = nextFailure(first, cause('Connection refused'), new Date(2000))
    expect(second).toMatchObject({
      count: 2,
      firstSeenAt: new Date(1000).toISOString(),
      lastSeenAt: new Date(2000).toISOString(),
    })
    expect(nextFailure(second, cause('Broken pipe'), new Date(3000))).toMatchObject({ code: 'CONNECTION_LOST', count: 1 })
  })
})

describe('redaction', () => {
  it('masks known values, also as a URL writes them, until they are forgotten', () => {
    const redactor = new Redactor()
    redactor.learn('ca nary/1')
    expect(redactor.redact('a ca nary/1 b ca%20nary%2F1 c ca%20nary/1')).toBe('a **** b **** c ****')
    redactor.forget('ca nary/1')
    expect(redactor.redact('a ca nary/1')).toBe('a ca nary/1')
  })

  it('masks a stream key without the query behind it, and what is long in the query', () => {
    const redactor = new Redactor()
    redactor.learn('live_12?token=abcdef&test=1')
    expect(redactor.redact('live_12 is publishing; abcdef; 1')).toBe('**** is publishing; ****; 1')
  })

  it('keeps a value that two outputs share until both are gone', () => {
    const redactor = new Redactor()
    redactor.learn('shared-key')
    redactor.learn('shared-key')
    redactor.forget('shared-key')
    expect(redactor.redact('shared-key')).toBe('****')
  })

  it.each([
    ['rtmp://h/app/some-key: Input/output error', 'some-key'],
    ["Output #0, flv, to 'rtmp://h/app/some-key?x=y':", 'some-key'],
    ['rtsp://reader:some-key@127.0.0.1:8554/in-1', 'some-key'],
    ['srt://h:1?mode=caller&passphrase=some-key&latency=1', 'some-key'],
    ['rtsp://user:pass@some-key@127.0.0.1/x', 'some-key'],
    ["Opening 'srt://h:1?streamid=read:out-1:user:some-key&latency=1' for writing", 'some-key'],
    ['srt://h:1?streamid=read%3Aout-1%3Auser%3Asome-key&latency=1', 'some-key'],
    ["[SRT] [conn 127.0.0.1:5] closed: invalid stream ID 'publish:out-1:user:some-key'", 'some-key'],
    ['srt://h:1?streamid=#!::m=publish,r=a,u=user,s=some-key', 'some-key'],
    ['srt://h:1?streamid=#!::s=some-key,r=a', 'some-key'],
    ['srt://h:1?streamid=%23%21%3A%3Ar%3Da%2Cs%3Dsome-key%2Cu%3Dx&latency=1', 'some-key'],
    ['the option passphrase=some-key is too short', 'some-key'],
    ['{"srtReadPassphrase":"some-key","name":"x"}', 'some-key'],
    ['{"password": "some-\\"key"}', 'key'],
    ['Authorization: Basic c29tZS1rZXk6', 'c29tZS1rZXk6'],
    ['authorization: Digest username="u", response="some-key"', 'some-key'],
    ['GET / HTTP/1.1, Bearer some-key-1 was refused', 'some-key'],
    ['X-API-Key: some-key', 'some-key'],
    ['Set-Cookie: session=some-key; HttpOnly', 'some-key'],
    ['rtmp://h/app?user=u&pass=some-key', 'some-key'],
    ['https://h/hook?access_token=some-key&a=1', 'some-key'],
  ])('masks by pattern: %s', (text, secret) => {
    const clean = new Redactor().redact(text)
    expect(clean).toContain('****')
    expect(clean).not.toContain(secret)
  })

  it.each([
    'Stream mapping: Stream #0:0 -> #0:0 (copy)',
    '[SRT] [conn 127.0.0.1:5] closed: invalid passphrase',
    'Server returned 401 Unauthorized (authorization failed)',
    'Basic authentication is needed',
    'frame=  100 fps= 25 q=-1.0 size=    512kB time=00:00:04.00 bitrate=1048.6kbits/s speed=1x',
    'Error while read: 127.0.0.1:8554: connection refused',
    "Output #0, mpegts, to 'udp://239.1.2.3:5000?pkt_size=1316&ttl=4':",
    'Input stream #0:0 frame changed from size:640x360 fmt:yuv420p to size:1280x720',
  ])('leaves alone what is no secret: %s', (text) => {
    expect(new Redactor().redact(text)).toBe(text)
  })

  it('takes no time on a long hostile line', () => {
    const redactor = new Redactor()
    const began = process.threadCpuUsage()
    for (const part of ['#!::', 'read:a:', 'rtmp://a/b/', 'a://b:', 'authorization: ', '?s=', 'pass', ',', '%3A', 'aaaa'])
      redactor.redact(part.repeat(4096 / part.length))
    const { user, system } = process.threadCpuUsage(began)
    expect((user + system) / 1000).toBeLessThan(1000)
  })
})
