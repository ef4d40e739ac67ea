import { describe, expect, it } from 'vitest'
import { causeOfEnd, causeOfHang, isInputsFault } from '../../../src/domain/causes.ts'
import type { SenderEnd } from '../../../src/domain/causes.ts'
import type { Cause } from '../../../src/domain/failure.ts'
import { parseFfmpegLine } from '../../../src/domain/programs/ffmpegLog.ts'
import { Redactor } from '../../../src/domain/redaction.ts'
import { readFixtures } from '../../captures/capture.ts'
import type { Capture } from '../../captures/capture.ts'
import { cases } from '../../support/fuzz.ts'
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
    for (let run = 0; run < cases * 10; run++) {
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

  it.each<[string, string, Partial<SenderEnd>?]>([
    [
      'REJECT reported from HS processing: Connection timeout - not processing further',
      'NO_ANSWER: live.example.com did not answer on UDP port 1935',
    ],
    [
      'REJECT reported from HS processing: Peer rejected connection',
      'REJECTED: live.example.com rejected the connection and gave no reason',
    ],
    [
      'REJECT reported from HS processing: The Peer rejected connection of yours',
      'REJECTED: live.example.com rejected the connection: “The Peer rejected connection of yours”',
    ],
    [
      '[tcp] Failed to resolve hostname live.example.com: Temporary failure in name resolution',
      'NAME_NOT_FOUND: This server could not look up the name live.example.com: its DNS does not answer',
    ],
    ['x [tls] IO error: Connection timed out', 'UNKNOWN: FFmpeg ended with code 1'],
    [
      '[tls] IO error: Operation timed out',
      'NO_ANSWER: live.example.com took the connection on port 1935, and then said nothing',
    ],
    ['Unsupported codec hevc', 'CODEC_NOT_CARRIED: This output cannot carry the codec hevc of the feed'],
    ['[rtmp] Server error:  ', 'REJECTED: live.example.com refused the stream: it gave no reason'],
    [
      'Could not write header (incorrect codec parameters ?): Server returned 4XX Client Error, but not one of 40{0,1,3,4} ',
      'REJECTED: live.example.com refused the stream: 4XX Client Error, but not one of 40{0,1,3,4}',
    ],
    [
      'Could not write header (incorrect codec parameters ?): Server returned 400 Bad Request',
      'REJECTED: live.example.com refused the stream: 400 Bad Request',
    ],
    ['Could not write header (incorrect codec parameters ?): Server returned 3XX Moved', 'UNKNOWN: FFmpeg ended with code 1'],
    [
      'av_interleaved_write_frame(): Broken pipe',
      'CONNECTION_LOST: live.example.com ended the connection 1 s after the stream began',
      { liveMs: 1000 },
    ],
    ['av_interleaved_write_frame(): Broken pipe', 'CONNECTION_LOST: The connection to live.example.com broke', { liveMs: 5000 }],
    [
      'av_interleaved_write_frame(): Broken pipe',
      'CONNECTION_LOST: The connection to the destination broke',
      { destination: null },
    ],
    [
      'av_interleaved_write_frame(): Broken pipe',
      'CONNECTION_LOST: The connection to the destination broke',
      { destination: null, liveMs: 999 },
    ],
    [
      'av_interleaved_write_frame(): Broken pipe',
      'CONNECTION_LOST: The connection to live.example.com broke',
      { destination: { protocol: 'UDP', url: 'udp://live.example.com:5000' } },
    ],
    [
      '[rtmp] Server error: authentication failed',
      'AUTHENTICATION: The destination does not accept the user name or the password',
      { destination: null },
    ],
    [
      'Cannot read RTMP handshake response',
      'REJECTED: The destination took the connection on the port, and dropped it at once',
      { destination: null },
    ],
    [
      'REJECT reported from HS processing: Peer rejected connection - not processing further',
      'REJECTED: live.example.com rejected the connection and gave no reason',
    ],
    [
      'REJECT reported from HS processing: Not found - not processing further',
      'REJECTED: live.example.com rejected the connection: “Not found”',
    ],
    ['[flv] codec hevc not compatible with flv', 'CODEC_NOT_CARRIED: This output cannot carry the codec hevc of the feed'],
    ['Could not find tag for codec ac3 in stream #1', 'CODEC_NOT_CARRIED: This output cannot carry the codec ac3 of the feed'],
    ['Tag [27][0] incompatible with output codec id', 'CODEC_NOT_CARRIED: This output cannot carry a codec of the feed'],
    [
      'at most one audio stream is supported in flv',
      'CODEC_NOT_CARRIED: This output carries one audio track, and the feed has more',
    ],
    ['Error setting option ttl to value 999.', 'BAD_OPTION: FFmpeg does not take the value of ttl'],
    ['Unable to parse option value "x" as int', 'BAD_OPTION: FFmpeg does not take a setting of this output'],
    ["Unrecognized option 'fpre'.", 'BAD_OPTION: This FFmpeg does not know the option fpre'],
    ['[rtmp] Server error: call failed ', 'REJECTED: live.example.com refused the stream: “call failed”'],
    ['[rtmp] Server error: ', 'REJECTED: live.example.com refused the stream: it gave no reason'],
    ['method ANNOUNCE failed: 454 Session Not Found ', 'REJECTED: live.example.com refused the stream: 454 Session Not Found'],
    [
      'rtmp://live.example.com/app: Input/output error',
      'REJECTED: live.example.com spoke RTMP, and then closed the connection without a word',
    ],
    [
      'av_interleaved_write_frame(): Broken pipe',
      'CONNECTION_LOST: live.example.com ended the connection less than a second after the stream began',
      { liveMs: 999 },
    ],
    [
      'av_interleaved_write_frame(): Broken pipe',
      'CONNECTION_LOST: The connection to live.example.com broke',
      { liveMs: 999, destination: { protocol: 'UDP', url: 'udp://live.example.com:5000' } },
    ],
  ])('%s is %s', (text, told, more = {}) => {
    const { code, message } = causeOfEnd(end(text, more))
    expect(`${code}: ${message}`).toBe(told)
  })

  it.each([
    ['PASSPHRASE', 'this passphrase', '10 to 79 characters', 'passphrase'],
    ['STREAMID', 'this stream id', '512 characters', 'stream id'],
    ['PAYLOADSIZE', 'this packet size', '1456 bytes', 'packet size'],
    ['PBKEYLEN', 'this key length', '16, 24 or 32', 'key length'],
    ['LATENCY', 'this latency', 'not below 0', 'latency'],
    ['MSS', 'the value of its option MSS', null, 'settings'],
  ])('of SRT’s option %s says what it must be', (option, what, limit, name) => {
    const cause = causeOfEnd(end(`[srt] failed to set option SRTO_${option} on socket: Bad parameters`))
    expect(cause).toMatchObject({
      ...{ code: 'BAD_OPTION', message: `SRT does not take ${what}` },
      likelyCause: limit === null ? null : expect.stringContaining(limit),
      advice: [`Change the ${name} of this output; it is tried again at once`],
    })
  })

  it('of RTMP that had been live is not judged as one of a beginning', () => {
    expect(causeOfEnd(end('rtmp://live.example.com/app: Input/output error', { liveMs: 9000 })).code).not.toBe('REJECTED')
  })

  it('of RTMP that comes after a long silence is no answer, sooner a refusal', () => {
    const text = 'rtmp://live.example.com/app: Input/output error'
    const after = (silenceMs: number) =>
      causeOfEnd(
        end(text, {
          lines: [
            { level: 'INFO', text: 'x', at: 1000 },
            { level: 'ERROR', text, at: 1000 + silenceMs },
          ],
        }),
      )
    expect(after(4500)).toMatchObject({
      code: 'NO_ANSWER',
      message: 'live.example.com began to talk, and then said nothing more',
    })
    expect(after(4499).code).toBe('REJECTED')
    // Without times nobody knows how long it took.
    expect(causeOfEnd(end(text)).code).toBe('REJECTED')
  })

  it('of an RTMP handshake that was broken off by silence is told from one that was refused', () => {
    const said = (...texts: string[]) =>
      causeOfEnd(end('', { lines: texts.map((line) => ({ level: 'ERROR', text: line })) })).code
    expect(said('Cannot read RTMP handshake response', 'Connection timed out')).toBe('NO_ANSWER')
    expect(said('Cannot read RTMP handshake response', 'Operation timed out')).toBe('NO_ANSWER')
    expect(said('Cannot read RTMP handshake response', 'Input/output error')).toBe('REJECTED')
  })

  it('of an RTMP server that drops the connection asks for RTMPS only where it is not used', () => {
    const dropped = (url: string) =>
      causeOfEnd(end('Cannot read RTMP handshake response', { destination: { protocol: 'RTMP', url } }))
    expect(dropped('rtmp://h/app').advice.join()).toContain('rtmps://')
    expect([dropped('rtmp://h/app'), dropped('rtmps://h/app')].map(({ advice }) => advice.length)).toEqual([3, 2])
    expect(dropped('rtmps://h/app').advice.join()).not.toContain('rtmps://')
    expect(dropped('rtmps://h/app')).toMatchObject({
      code: 'REJECTED',
      message: 'h took the connection on port 443, and dropped it at once',
    })
  })

  it('of an RTSP server that closed the connection is its refusal only before it was live, and only by RTSP', () => {
    const text = 'Could not write header (incorrect codec parameters ?): Connection reset by peer'
    const rtsp = { destination: { protocol: 'RTSP' as const, url: 'rtsp://h/path' } }
    expect(causeOfEnd(end(text, rtsp))).toMatchObject({
      ...{ code: 'REJECTED', message: 'h took the connection on port 554, and closed it again' },
    })
    for (const more of [{ ...rtsp, liveMs: 9000 }, {}, { destination: null }])
      expect(causeOfEnd(end(text, more)).message).not.toContain('closed it again')
  })

  it('tells a program that cannot be started from a server that is out of something', () => {
    const started = (startError: string) => causeOfEnd({ ...end('x'), startError })
    for (const error of ['ENOENT', 'EACCES', 'ENOEXEC', 'ENOTDIR'])
      expect(started(error)).toMatchObject({ code: 'PROGRAM_MISSING', evidence: error })
    expect(started('EAGAIN')).toMatchObject({ code: 'PROGRAM_DIED', evidence: 'EAGAIN' })
    expect(started('EAGAIN').message).toContain('out of processes, memory or open files')
    for (const error of ['ENOENT', 'EAGAIN']) expect(started(error).advice).toHaveLength(2)
  })

  it.each([
    ['SIGKILL', 'FFmpeg was ended from outside (SIGKILL)', 'ran out of memory'],
    ['SIGSEGV', 'FFmpeg was ended from outside (SIGSEGV)', 'It crashed'],
  ])('of a %s says what it may come from', (signal, message, likely) => {
    expect(causeOfEnd(end('x', { code: null, signal }))).toMatchObject({
      ...{ code: 'PROGRAM_DIED', message, likelyCause: expect.stringContaining(likely), evidence: null },
    })
  })

  it('of an end that was asked for by a milder signal shows the line that says so', () => {
    const text = 'Exiting normally, received signal 15.'
    expect(causeOfEnd(end(text, { code: 255 }))).toMatchObject({
      ...{ code: 'PROGRAM_DIED', message: 'FFmpeg was ended from outside', evidence: text },
      likelyCause: expect.stringContaining('asked it to end'),
    })
  })

  it('shows of what is unknown the first error that tells something, and says when it ended without one', () => {
    const lines = (...texts: [string, string][]) => ({ lines: texts.map(([level, text]) => ({ level, text })) })
    const shown = (...texts: [string, string][]) => causeOfEnd(end('', lines(...texts))).evidence
    expect(shown(['INFO', 'a'], ['ERROR', 'Conversion failed!'], ['ERROR', 'b'], ['ERROR', 'c'])).toBe('b')
    expect(shown(['INFO', 'a'], ['ERROR', 'Conversion failed!'])).toBe('Conversion failed!')
    expect(shown(['INFO', 'a'], ['INFO', 'd'], ['INFO', 'frame= 1'])).toBe('d')
    expect(shown()).toBeNull()
    // What only mentions such a line tells something.
    for (const text of ['no video: x', 'of [h264] x', 'x frame=1'])
      expect(shown(['ERROR', text], ['ERROR', 'b']), text).toBe(text)
    for (const text of ['video: x', 'frame= 1', 'size=1', '[aac] x', '[ac3] x', 'Task finished with error code', ''])
      expect(shown(['ERROR', text], ['ERROR', 'b']), text).toBe('b')
    expect(causeOfEnd(end('x')).advice).toHaveLength(1)
    expect(causeOfEnd(end('x', { code: 0 })).message).toBe('FFmpeg ended although the feed goes on')
  })

  it('of a hang before the output was open is no answer, later a stall', () => {
    const hung = (texts: string[], liveMs: number | null = null) =>
      causeOfHang('seen', { ...end(''), liveMs, lines: texts.map((text) => ({ level: 'INFO', text })) })
    const opened = ['Input #0, rtsp, from x', 'Output #0, flv, to y']
    expect(hung(opened.slice(0, 1))).toMatchObject({ code: 'NO_ANSWER', message: 'live.example.com did not answer on port 1935' })
    for (const told of [['an Input #0'], ['Input #0, x', 'an Output #0']])
      expect(hung(told).code).toBe(told.length === 1 ? 'STALLED' : 'NO_ANSWER')
    expect(hung(opened)).toMatchObject({ code: 'STALLED', message: 'The sender hung before it began to send', evidence: 'seen' })
    expect(hung([])).toMatchObject({ code: 'STALLED' })
    expect(hung(opened.slice(0, 1), 10)).toMatchObject({ code: 'STALLED', message: 'The sender hung: it ran, but nothing moved' })
  })

  it('of SRT that came sooner than a wait for an answer lasts is a refusal', () => {
    const text = '[srt] Connection to srt://192.0.2.1:9000?mode=caller failed: Input/output error'
    const after = (silenceMs: number) => ({
      lines: [
        { level: 'INFO', text: '  Stream #0:0: Video: h264', at: 4000 },
        { level: 'ERROR', text, at: 4000 + silenceMs },
      ],
    })
    expect(causeOfEnd(end(text, after(700)))).toMatchObject({
      ...{ code: 'REJECTED', message: 'live.example.com rejected the connection and gave no reason' },
      advice: [expect.stringContaining('passphrase'), expect.any(String), expect.any(String)],
    })
    expect(causeOfEnd(end(text, after(2699))).code).toBe('REJECTED')
    expect(causeOfEnd(end(text, after(2700))).code).toBe('NO_ANSWER')
    expect(causeOfEnd(end(text, after(3010))).code).toBe('NO_ANSWER')
    // Without times nobody knows how long it took.
    expect(causeOfEnd(end(text)).code).toBe('NO_ANSWER')
    const untimed = [
      { level: 'INFO', text: 'x' },
      { level: 'ERROR', text, at: 1 },
    ]
    expect(causeOfEnd(end(text, { lines: untimed })).code).toBe('NO_ANSWER')
  })

  it('says how soon a connection ended that was ended soon', () => {
    const lost = (liveMs: number) => causeOfEnd(end('av_interleaved_write_frame(): Broken pipe', { liveMs }))
    expect(lost(2300).message).toBe('live.example.com ended the connection 2 s after the stream began')
    expect(lost(90_000).message).toBe('The connection to live.example.com broke')
  })
})
