import { describe, expect, it } from 'vitest'
import { causeOfEnd, causeOfHang, isInputsFault } from '../../../src/domain/causes.ts'
import type { SenderEnd } from '../../../src/domain/causes.ts'
import type { Cause } from '../../../src/domain/failure.ts'
import { parseFfmpegLine } from '../../../src/domain/ffmpegLog.ts'
import { Redactor } from '../../../src/domain/redaction.ts'
import { readFixtures } from '../../captures/capture.ts'
import type { Capture } from '../../captures/capture.ts'
import { seededRandom } from '../../support/random.ts'

/** As many lines as the worker keeps. */
const keptLines = 40

/** The end as the worker would tell it. */
function endOf({ lines, lineMilliseconds, secrets, exitCode, signal, liveMilliseconds, protocol, command }: Capture): SenderEnd {
  const redactor = new Redactor()
  for (const secret of secrets) redactor.learn(secret)
  const url = (command.at(-1) ?? '').replace('{port}', '1234').replace(/\/\/[^/@]*@/, '//')
  return {
    code: exitCode,
    signal,
    startError: null,
    lines: lines
      .map((line, index) => {
        const { level, text } = parseFfmpegLine(line)
        return { level, text: redactor.redact(text), at: lineMilliseconds[index]! }
      })
      .slice(-keptLines),
    liveMs: liveMilliseconds,
    destination: { protocol, url },
  }
}

function judge(capture: Capture): { verdict: string; cause: Cause | null } {
  const end = endOf(capture)
  if (capture.hung) {
    const cause = causeOfHang('no sign of progress for 10 s', end)
    return { verdict: cause.code, cause }
  }
  const cause = causeOfEnd(end)
  // Without a fault, the worker waits for the other witness of a feed's end.
  const isInputs =
    (capture.readUrl !== null && isInputsFault(end.lines, capture.readUrl)) || (end.code === 0 && cause.code === 'UNKNOWN')
  return isInputs ? { verdict: 'INPUT', cause: null } : { verdict: cause.code, cause }
}

const fixtures = Object.entries(readFixtures())
const recorded = fixtures.flatMap(([file, { captures }]) => captures.map((capture) => ({ ...capture, file })))

describe('what real programs said of real broken peers', () => {
  it('was recorded with both versions that most have', () => {
    expect(fixtures.map(([file]) => file)).toEqual(['ffmpeg-5.1.json', 'ffmpeg-7.0.json'])
    for (const [, { captures }] of fixtures) expect(captures.length).toBeGreaterThan(70)
  })

  it.each(recorded)('$file: $peer is $expected', (capture) => {
    const { verdict, cause } = judge(capture)
    expect(verdict, capture.lines.join('\n')).toBe(capture.expected)
    if (cause === null) return
    expect(cause.message).not.toMatch(/undefined|null|\{|the destination/)
    expect(cause.advice.length).toBeGreaterThan(0)
  })

  it('shows as evidence the line that tells it', () => {
    const evidence = (peer: string) => recorded.filter((one) => one.peer === peer).map((one) => judge(one).cause?.evidence)
    expect(evidence('RTMP: a key that another sender uses')).toEqual(Array(2).fill('[rtmp] Server error: Already publishing'))
    expect(evidence('RTMP: a server that is killed while it takes the feed')).toEqual([
      expect.stringContaining('av_interleaved_write_frame(): '),
      expect.stringContaining('Error submitting a packet to the muxer: '),
    ])
    for (const line of evidence('SRT: a passphrase that is wrong')) expect(line).toMatch(/Incorrect passphrase|ERROR:BADSECRET/)
  })

  it('holds no secret once it is redacted', () => {
    for (const capture of recorded) {
      const { cause } = judge(capture)
      expect(JSON.stringify([endOf(capture).lines, cause])).not.toContain('canary')
    }
  })

  it('is masked by pattern alone where the address holds it', () => {
    const redactor = new Redactor()
    for (const { lines } of recorded)
      for (const line of lines) if (/:\/\/[^/\s]*:canary/.test(line)) expect(redactor.redact(line)).not.toContain('canary')
  })
})

describe('any other text', () => {
  const end = (text: string, more: Partial<SenderEnd> = {}): SenderEnd => ({
    ...{ code: 1, signal: null, startError: null },
    lines: [{ level: 'ERROR', text, at: 0 }],
    destination: { protocol: 'RTMP', url: 'rtmp://live.example.com/app' },
    ...more,
  })

  it.each([
    'the moon is full',
    '[flv] Something of next year failed: Error number -1234 occurred',
    '[h264] Missing reference picture, default is 0',
    'Non-monotonous DTS in output stream 0:0; previous: 264, current: 197; changing to 264.',
    'Past duration 0.999 too large',
    'Input/output error',
  ])('%s stays unknown, and is shown', (text) => {
    expect(causeOfEnd(end(text))).toMatchObject({ code: 'UNKNOWN', evidence: text })
  })

  it('never makes it throw, nor be called something that nothing says', () => {
    const random = seededRandom(7)
    const words = ['Connection', 'to', 'srt://', 'failed:', 'error', '[tls]', '(', '\\', '%s', '\u{0}', '💥', ':', '“', '0x7f']
    for (let run = 0; run < 2000; run++) {
      const text = Array.from({ length: Math.floor(random() * 12) }, () => words[Math.floor(random() * words.length)]).join(' ')
      const url = random() < 0.5 ? text : 'rtmp://live.example.com/app'
      const told = end(text, { destination: { protocol: 'RTMP', url }, code: Math.floor(random() * 256) })
      expect(causeOfEnd(told)).toMatchObject({ code: 'UNKNOWN', evidence: text })
      expect(causeOfHang(text, told).code).toBe('STALLED')
    }
  })

  it('names host and port of the destination, and says so when they are not known', () => {
    const refused = '[tcp] Connection to tcp://192.0.2.1:1935 failed: Connection refused'
    expect(causeOfEnd(end(refused)).message).toBe('live.example.com was reached, but nothing listens on port 1935')
    expect(causeOfEnd(end(refused, { destination: null })).message).toBe(
      'The destination was reached, but nothing listens on the port',
    )
  })

  it('of a login that is refused tells of the key where there is no login', () => {
    const text = '[rtmp] Server error: authentication failed'
    const to = (username: string | null) => ({
      destination: { protocol: 'RTMP' as const, url: 'rtmp://live.example.com/app', username },
    })
    expect(causeOfEnd(end(text, to(null)))).toMatchObject({
      code: 'REJECTED',
      message: 'live.example.com does not accept the stream key',
      advice: [expect.stringContaining('Copy the stream key'), expect.any(String)],
    })
    expect(causeOfEnd(end(text, to('me')))).toMatchObject({ code: 'AUTHENTICATION' })
  })

  it('of SRT that came sooner than a wait for an answer lasts is a refusal', () => {
    const text = '[srt] Connection to srt://192.0.2.1:9000?mode=caller failed: Input/output error'
    const after = (silenceMs: number) => ({
      lines: [
        { level: 'INFO', text: '  Stream #0:0: Video: h264', at: 4000 },
        { level: 'ERROR', text, at: 4000 + silenceMs },
      ],
    })
    expect(causeOfEnd(end(text, after(700))).code).toBe('REJECTED')
    expect(causeOfEnd(end(text, after(3010))).code).toBe('NO_ANSWER')
  })

  it('says how soon a connection ended that was ended soon', () => {
    const lost = (liveMs: number) => causeOfEnd(end('av_interleaved_write_frame(): Broken pipe', { liveMs }))
    expect(lost(2300).message).toBe('live.example.com ended the connection 2 s after the stream began')
    expect(lost(90_000).message).toBe('The connection to live.example.com broke')
  })
})
