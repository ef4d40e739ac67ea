import { describe, expect, it } from 'vitest'
import { parseMediamtxLine } from '../../../src/domain/programs/mediamtxLog.ts'

function json(level: string, message: string): string {
  return JSON.stringify({ timestamp: '2026-01-01T10:00:00.912459185Z', level, message })
}

describe('a line of MediaMTX', () => {
  it('is told apart by level and path', () => {
    expect(parseMediamtxLine(json('INF', 'MediaMTX v1.20.1, linux, amd64'))).toEqual({
      level: 'INFO',
      text: 'MediaMTX v1.20.1, linux, amd64',
      path: null,
      event: null,
    })
    const warning = parseMediamtxLine(json('WAR', '[path in-12] [MPEG-TS source] 3 decode errors, last was: invalid pts'))
    expect(warning).toMatchObject({
      level: 'WARNING',
      path: 'in-12',
      text: '[MPEG-TS source] 3 decode errors, last was: invalid pts',
    })
  })

  it('tells that a feed is there', () => {
    const line = json('INF', '[path in-1] stream is available and online, 2 tracks (H264, MPEG-4 Audio)')
    expect(parseMediamtxLine(line)).toMatchObject({ path: 'in-1', event: { kind: 'available' } })
  })

  it.each([
    ['listen udp 127.0.0.1:5001: bind: address already in use', 'BUSY', 5001],
    ['listen udp 192.0.2.3:5002: bind: cannot assign requested address', 'NO_SUCH_ADDRESS', 5002],
    ['listen udp 0.0.0.0:99: bind: permission denied', 'FORBIDDEN', 99],
    ['listen udp [::1]:5003: bind: something new', 'OTHER', 5003],
    ['address already in use', 'BUSY', null],
    ['route ip+net: no such network interface', 'NO_SUCH_ADDRESS', null],
    ['dial udp4 239.1.2.3:5001: connect: network is unreachable', 'NO_ROUTE', null],
    ['operation not permitted', 'FORBIDDEN', null],
    ['no such interface', 'NO_SUCH_ADDRESS', null],
    ['no such device', 'NO_SUCH_ADDRESS', null],
    ['could not find any interface', 'NO_ROUTE', null],
    ['no buffer space available', 'OTHER', null],
    ['listen udp4 192.0.2.3:5002: bind: network is unreachable', 'NO_ROUTE', 5002],
    ['unable to set UDP read buffer size to 9, got 8, check that the operating system allows that', 'OTHER', null],
  ])('tells why a socket could not be opened: %s', (reason, fault, port) => {
    const { event, level } = parseMediamtxLine(json('ERR', `[path in-1] [MPEG-TS source] ${reason}`))
    expect(event).toEqual({ kind: 'listenFailed', fault, port })
    expect(level).toBe('ERROR')
  })

  it.each([
    ['[MPEG-TS source] read udp4 0.0.0.0:5001: i/o timeout', { kind: 'unheard' }],
    ['[MPEG-TS source] read udp 0.0.0.0:5001: i/o timeout', { kind: 'unheard' }],
    ['[MPEG-TS source] max recorded size exceeded', { kind: 'unheard' }],
    ['[MPEG-TS source] max recorded size exceeded by far', null],
    ['of [MPEG-TS source] max recorded size exceeded', null],
    ['of [MPEG-TS source] address already in use', null],
    ['of [MPEG-TS source] listen udp 127.0.0.1:5001: bind: x', null],
    ['of 3 decode errors, last was: x', null],
    ['the stream is available', null],
    ['[MPEG-TS source] processing error: x', { kind: 'damaged', count: 1, last: 'x' }],
    ["[MPEG-TS source] the stream doesn't contain any supported codec, which are currently H265", { kind: 'unreadable' }],
    ['[MPEG-TS source] decode error: invalid pts', { kind: 'damaged', count: 1, last: 'invalid pts' }],
    ['[MPEG-TS source] 12 decode errors, last was: skipped 4 bytes', { kind: 'damaged', count: 12, last: 'skipped 4 bytes' }],
    ['3 processing errors, last was: invalid packet', { kind: 'damaged', count: 3, last: 'invalid packet' }],
  ])('tells what is wrong with a feed: %s', (text, event) => {
    expect(parseMediamtxLine(json('WAR', `[path in-1] ${text}`)).event).toEqual(event)
  })

  it('is of no input where it names no path', () => {
    expect(parseMediamtxLine(json('WAR', '[MPEG-TS source] decode error: invalid pts'))).toMatchObject({
      path: null,
      event: null,
    })
    expect(parseMediamtxLine(json('WAR', 'of [path in-1] stream is available'))).toMatchObject({ path: null, event: null })
  })

  it('is cut where it goes on for too long, between two characters', () => {
    expect(parseMediamtxLine(json('WAR', 'x'.repeat(5000))).text).toBe('x'.repeat(4096))
    expect(parseMediamtxLine(json('WAR', `${'x'.repeat(4095)}📷`)).text).toBe(`${'x'.repeat(4095)}\ufffd`)
  })

  it('is for those who look closely when it comes all the time', () => {
    const idle = '[path in-1] [MPEG-TS source] read udp 0.0.0.0:5001: i/o timeout'
    expect(parseMediamtxLine(json('ERR', idle)).level).toBe('DEBUG')
    expect(parseMediamtxLine(json('ERR', idle.replace('udp', 'udp4'))).level).toBe('DEBUG')
    expect(parseMediamtxLine(json('INF', 'reloading configuration (API request)')).level).toBe('DEBUG')
    for (const other of [idle.replace('[MPEG', 'of [MPEG'), `${idle}!`])
      expect(parseMediamtxLine(json('ERR', other)).level).toBe('ERROR')
  })

  it('may hold what Go quotes and JSON does not', () => {
    const line = String.raw`{"timestamp":"t","level":"WAR","message":"a\x1bb \"c\" \\x41 \a\v \U0001f600 \u00e9"}`
    expect(parseMediamtxLine(line)).toMatchObject({ level: 'WARNING', text: 'a\\u{1b}b "c" \\x41 \\u{7}\\u{b} \u{1f600} é' })
  })

  it('may be plain: before the start, in the old style, in a crash, or not whole', () => {
    expect(parseMediamtxLine("ERR: invalid log level: 'nonsense'")).toMatchObject({
      level: 'ERROR',
      text: "invalid log level: 'nonsense'",
    })
    expect(parseMediamtxLine('2026/01/01 10:00:00 WAR [path x] slow')).toMatchObject({
      level: 'WARNING',
      path: 'x',
      text: 'slow',
    })
    expect(parseMediamtxLine('panic: runtime error')).toMatchObject({ level: 'ERROR', text: 'panic: runtime error' })
    expect(parseMediamtxLine('fatal error: all goroutines are asleep').level).toBe('ERROR')
    for (const line of ['no panic: x', 'panics', 'said ERR x', 'ERRx y', '{"level":"ERR","message":7}', 'null'])
      expect(parseMediamtxLine(line)).toEqual({ level: 'INFO', text: line, path: null, event: null })
    expect(parseMediamtxLine('{"timestamp":"2026')).toMatchObject({ level: 'INFO', text: '{"timestamp":"2026' })
  })
})
