import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCallerLine, parseListenerLine, refusalOf, sayLeft } from '../../src/domain/programs/callerLog.ts'
import { causeOfEnd, isInputsFault } from '../../src/domain/causes.ts'
import { parseFfmpegLine, parseFfmpegVersion } from '../../src/domain/programs/ffmpegLog.ts'
import { parseMediamtxLine } from '../../src/domain/programs/mediamtxLog.ts'
import { parseProcessStat } from '../../src/domain/programs/processStat.ts'
import { ProgressReader } from '../../src/domain/programs/progress.ts'
import type { Progress } from '../../src/domain/programs/progress.ts'
import { Redactor } from '../../src/domain/redaction.ts'
import { judgeStream, nalTypesOf } from '../../src/domain/streamLook.ts'
import { TcpRows } from '../../src/worker/outputs/tcpRows.ts'
import { readPictures, sizeOf } from '../../src/worker/stills/jpegs.ts'
import { always, damaged, fuzzTimeoutMs, textOf, unsafe } from '../support/fuzz.ts'

const canary = 'Canary7Zx9q4vTk2'
const ffmpegWords = [
  '[error] ',
  '[rtmp @ 0x55d0] ',
  '[info] ',
  '[',
  ']',
  ' @ 0x',
  'Server error: ',
  'Connection to tcp://a:1 failed: ',
]
const ffmpegLine = textOf(
  ...ffmpegWords,
  ...[
    'Connection refused',
    'Failed to resolve hostname ',
    'method ANNOUNCE failed: 401 ',
    'av_interleaved_write_frame(): ',
    'Input/output error',
  ],
  ...[
    'rtmp://a/b/c',
    'rsp(REJECT) ',
    'Incorrect passphrase',
    'Exiting normally, received signal 15',
    '[fifo] Recovery attempt #1',
    '#1',
  ],
)
const mediamtxLine = textOf(
  ...[
    '{"timestamp":"',
    '"level":"INF"',
    '"message":"',
    '"}',
    ',',
    '\\x1b',
    '\\U0001f600',
    '\\UFFFFFFFF',
    '\\a',
    '\\u202e',
    '\\',
    'ERR ',
    'panic: ',
  ],
  ...[
    '[path in-1] ',
    '[path ',
    '[MPEG-TS source] ',
    'listen udp 127.0.0.1:5001: ',
    'bind: address already in use',
    'decode errors, last was: ',
  ],
  ...[
    '[SRT] [conn 192.0.2.1:5] ',
    '[conn [::1]:5] ',
    'closed: ',
    "is reading from path 'out-1'",
    'read udp4 x: i/o timeout',
    '9',
  ],
)
const captures = fc.constantFrom(
  '{"timestamp":"2026-01-01T00:00:00Z","level":"INF","message":"[path in-1] stream is available and online, 2 tracks"}',
  '{"timestamp":"x","level":"ERR","message":"[path in-1] [MPEG-TS source] listen udp 127.0.0.1:5001: bind: address already in use"}',
  '{"timestamp":"x","level":"INF","message":"[SRT] [conn 192.0.2.1:5] closed: invalid passphrase \\x1b[31m"}',
)

describe('any line of FFmpeg', { timeout: fuzzTimeoutMs }, () => {
  it('is read, and safe to show', () => {
    always(ffmpegLine, (line) => {
      const { text } = parseFfmpegLine(line)
      expect(text).not.toMatch(unsafe)
      expect(text.length).toBeLessThanOrEqual(4096)
      expect(text.isWellFormed()).toBe(true)
      parseFfmpegVersion(line)
      parseListenerLine(text)
    })
  })

  it('ends in a cause in words', () => {
    const destination = { protocol: 'RTMP' as const, url: 'rtmp://a.example.com/app', username: null }
    // As many characters of a line as are kept for this.
    const said = ffmpegLine.map((line) => parseFfmpegLine(line)).map(({ level, text }) => ({ level, text: text.slice(0, 1000) }))
    const lines = fc.array(said, { maxLength: 6 })
    always(fc.tuple(lines, fc.nat(255)), ([heard, code]) => {
      const cause = causeOfEnd({ code, signal: null, startError: null, lines: heard, destination })
      expect([cause.message, cause.likelyCause, ...cause.advice, cause.evidence].join(' ')).not.toMatch(unsafe)
      isInputsFault(heard, 'rtsp://reader:x@127.0.0.1:8554/in-1')
    })
  })

  it('is masked where a secret that is known stands in it, however it is written there', () => {
    const redactor = new Redactor()
    const odd = `${canary} é/?&=x`
    for (const secret of [canary, odd]) redactor.learn(secret)
    always(fc.tuple(ffmpegLine, fc.constantFrom(canary, odd, encodeURI(odd), encodeURIComponent(odd)), ffmpegLine), (parts) => {
      const clean = redactor.redact(parts.join(''))
      expect(clean).not.toContain(canary)
    })
  })

  it('is masked where a secret that nobody knows stands in a place for secrets', () => {
    const redactor = new Redactor()
    const places = [
      `srt://a:1?passphrase=${canary}`,
      `rtmp://a/app/${canary}`,
      `rtsp://joe:${canary}@a/b`,
      `"password":"${canary}"`,
    ]
    const more = [
      `Authorization: Basic ${canary}`,
      `read:out-1:caller-1:${canary}`,
      `#!::u=joe,s=${canary},r=x`,
      `?token=${canary}`,
    ]
    always(
      fc.tuple(fc.constantFrom('', ' ', '[error] ', 'Opening '), fc.constantFrom(...places, ...more), ffmpegLine),
      (parts) => {
        const [before, place, after] = parts
        expect(redactor.redact(`${before}${place} ${after.replaceAll(canary, '')}`)).not.toContain(canary)
      },
    )
  })
})

describe('any line of MediaMTX', { timeout: fuzzTimeoutMs }, () => {
  it('is read, and safe to show', () => {
    always(fc.oneof(mediamtxLine, damaged(captures)), (line) => {
      const { text, path } = parseMediamtxLine(line)
      expect(text).not.toMatch(unsafe)
      expect(text.isWellFormed()).toBe(true)
      if (path !== null) expect(path).not.toMatch(unsafe)
      const event = parseCallerLine(text)
      if (event?.kind === 'ended' && refusalOf(event.reason) === null)
        expect(sayLeft(event.caller, event.reason).text).not.toMatch(unsafe)
    })
  })
})

const block = fc
  .tuple(fc.nat(1e9), fc.nat(1e9), fc.constantFrom('continue', 'end'))
  .map(([size, time, how]) => `bitrate=1.0kbits/s\ntotal_size=${size}\nout_time_us=${time}\nspeed=1x\nprogress=${how}\n`)

describe('any other thing that is read', { timeout: fuzzTimeoutMs }, () => {
  it('as progress: the same in pieces as in one', () => {
    always(fc.tuple(fc.array(block, { maxLength: 4 }), fc.array(fc.nat(300), { maxLength: 6 })), ([blocks, cuts]) => {
      const text = blocks.join('')
      const read = (pieces: string[]) => {
        const reader = new ProgressReader()
        const seen: Progress[] = []
        for (const piece of pieces) reader.read(piece, (one) => seen.push(one))
        return seen
      }
      const places = [0, ...cuts.filter((cut) => cut < text.length).sort((a, b) => a - b), text.length]
      const pieces = places.slice(1).map((end, index) => text.slice(places[index], end))
      expect(read(pieces)).toEqual(read([text]))
      expect(read([text])).toHaveLength(blocks.length)
    })
  })

  it('as progress: whatever else comes', () => {
    always(textOf('progress=', 'continue\n', 'total_size=', 'out_time_us=', 'N/A\n', '-9223372036854775807\n', '1\n'), (text) => {
      new ProgressReader().read(text, ({ sentBytes, mediaTimeMs }) => {
        for (const value of [sentBytes, mediaTimeMs]) expect(value === null || Number.isFinite(value)).toBe(true)
      })
    })
  })

  it('as the state of a process, whatever its program is called', () => {
    always(textOf('ffmpeg', ')', '(', ' ', ') S 1 '), (name) => {
      const rest = ['S', 7, ...Array.from({ length: 9 }, () => 0), 100, 50, 20, 5, 20, 0, 3, 0, 12345, 1000, 25]
      expect(parseProcessStat(`42 (${name}) ${rest.join(' ')}`)).toEqual({
        ...{ name, state: 'S', parent: 7, cpuSeconds: 1.5, endedChildrenSeconds: 0.25 },
        ...{ threads: 3, startTicks: 12345, rssBytes: 25 * 4096 },
      })
      parseProcessStat(name)
    })
  })

  it('as a table of connections', () => {
    const row = '  0: 0100007F:1F90 0200007F:A1B2 01 00000010:00000000 01:00000014 00000002  0 0 4711 1 0 20 4 30 10 -1\n'
    always(textOf(row, ' ', '\n', '4711', ':', '01', 'ffffffffffffffffffff'), (text) => {
      const rows = new TcpRows(text)
      const found = rows.row('4711')
      if (found) expect(Object.values(found).filter((value) => Number.isNaN(value))).toEqual([])
      rows.inodeFrom('0100007F:1F90')
    })
  })

  it('as the kinds of units in a packet', () => {
    always(fc.tuple(fc.constantFrom('H264', 'H265', 'Opus'), fc.uint8Array({ maxLength: 1500 })), ([codec, payload]) => {
      for (const type of nalTypesOf(codec, payload)) expect(type).toBeLessThan(64)
      if (payload.length > 1) nalTypesOf(codec, Uint8Array.of(codec === 'H264' ? 24 : 96, 0, ...payload.fill(0, 1)))
    })
  })

  it('as a sample of a stream', () => {
    const time = fc.record({ rtpTime: fc.nat(2 ** 31), at: fc.nat(1e6) })
    const sample = fc.record({
      ...{ codec: fc.constantFrom('H264', 'H265', 'x'), clockRate: fc.constantFrom(90_000, 48_000) },
      ...{ times: fc.array(time, { minLength: 1, maxLength: 20 }), nalTypes: fc.array(fc.nat(63), { maxLength: 9 }) },
    })
    always(fc.tuple(fc.option(sample), sample), ([before, now]) => {
      expect(['SAME', 'RESTARTED', 'OTHER_CODEC', 'MIXED']).toContain(judgeStream(before, now))
    })
  })

  it('as pictures', () => {
    const head = (length: number) => Buffer.from(`--ffmpeg\r\nContent-type: image/jpeg\r\nContent-length: ${length}\r\n\r\n`)
    const piece = fc.oneof(
      fc.nat(2000).map(head),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    )
    always(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const read = readPictures((jpeg) => void sizeOf(jpeg))
      for (const one of pieces) if (!read(one)) break
      sizeOf(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), ...pieces]))
    })
  })
})
