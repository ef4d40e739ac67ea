import { describe, expect, it } from 'vitest'
import {
  isWaitingTalk,
  parseCallerLine,
  parseListenerLine,
  refusalOf,
  sayLeft,
  sayRefused,
} from '../../../src/domain/programs/callerLog.ts'
import type { CallerEvent, ListenerEvent } from '../../../src/domain/programs/callerLog.ts'

describe('what MediaMTX says of a caller', () => {
  it.each<[string, CallerEvent]>([
    [
      "[SRT] [conn 192.0.2.1:5] is reading from path 'out-1', 1 track (H264)",
      { kind: 'joined', caller: '192.0.2.1:5', path: 'out-1' },
    ],
    [
      "[SRT] [conn [2001:db8::1]:65] is reading from path 'out-12'",
      { kind: 'joined', caller: '[2001:db8::1]:65', path: 'out-12' },
    ],
    ['[SRT] [conn 192.0.2.1:5] closed: EOF', { kind: 'ended', caller: '192.0.2.1:5', reason: 'EOF' }],
    ['[SRT] [conn 192.0.2.1:5] closed: two\nlines', { kind: 'ended', caller: '192.0.2.1:5', reason: 'two\nlines' }],
    ['[SRT] [conn 192.0.2.1:5] closed: ', { kind: 'ended', caller: '192.0.2.1:5', reason: '' }],
    // Whoever calls has a say in the reason.
    [
      "[SRT] [conn 192.0.2.1:5] closed: is reading from path 'out-1'",
      { kind: 'ended', caller: '192.0.2.1:5', reason: "is reading from path 'out-1'" },
    ],
    ['[SRT] [conn 192.0.2.1:5] was closed: EOF', null],
    ["[SRT] [conn 192.0.2.1:5] is reading from path ''", null],
    ["[SRT] [conn 192.0.2.1:5] is reading from path 'out-1", null],
    ['[SRT] [conn 192.0.2.1:5] opened', null],
    ['[SRT] [conn 192.0.2.1:5]closed: EOF', null],
    ['[SRT] [conn ] closed: EOF', null],
    ['x [SRT] [conn 192.0.2.1:5] closed: EOF', null],
    ['[RTSP] [conn 192.0.2.1:5] closed: EOF', null],
  ])('%j', (line, event) => expect(parseCallerLine(line)).toEqual(event))

  it.each([
    ['failed to authenticate: authentication failed', 'TOKEN'],
    ['invalid passphrase', 'PASSPHRASE'],
    ['passphrase not provided by client', 'NO_PASSPHRASE'],
    ['EOF', null],
  ])('%s is the refusal %s', (reason, refusal) => expect(refusalOf(reason)).toBe(refusal))
})

describe('what is told of a caller', () => {
  it('says why it was refused, and who, where that is known', () => {
    expect(sayRefused('192.0.2.1:5', 'TOKEN')).toEqual({
      ...{ level: 'WARNING', text: 'Caller 192.0.2.1:5 was refused: its stream id is not the one of the caller URL' },
    })
    expect(sayRefused(null, 'ENCRYPTION').text).toBe('A caller was refused: only one of the two sides has a passphrase')
  })

  it.each([
    ['EOF', 'INFO', 'Caller c left'],
    ['terminated', 'INFO', 'Caller c was disconnected'],
    ['connection timed out', 'WARNING', 'Caller c was lost: connection timed out'],
  ])('says how it went: %s', (reason, level, text) => expect(sayLeft('c', reason)).toEqual({ level, text }))
})

describe('what FFmpeg says of its one caller', () => {
  it.each<[string, ListenerEvent]>([
    ['[srt] accept streamid [], length 0', { kind: 'joined' }],
    ['x [srt] accept streamid', null],
    ['[fifo] Recovery attempt #1', { kind: 'left' }],
    ['[fifo] Recovery attempt #12', null],
    ['[fifo] Recovery attempt #11', null],
    ['x [fifo] Recovery attempt #1', null],
    ['[fifo] Error opening srt://0.0.0.0:8900?mode=listener: Address already in use', { kind: 'cannotListen' }],
    ['no [fifo] Error opening', null],
    ['rsp(REJECT): 1010 - Incorrect passphrase, or so', { kind: 'refused', refusal: 'PASSPHRASE' }],
    ['a rsp(REJECT): 1011 - Password required or unexpected b', { kind: 'refused', refusal: 'ENCRYPTION' }],
    ['Password required or unexpected rsp(REJECT)', null],
    ['rsp(ACCEPT): Incorrect passphrase', null],
    ['rsp(REJECT): 1002', null],
  ])('%j', (line, event) => expect(parseListenerLine(line)).toEqual(event))

  it('is no trouble while nobody takes what it makes', () => {
    expect(['[fifo] FIFO queue full', 'x [fifo] FIFO queue ', '[fifo] FIFO'].map(isWaitingTalk)).toEqual([true, false, false])
  })
})
