import { expect, it } from 'vitest'
import { parseFfmpegLine } from '../../../src/domain/programs/ffmpegLog.ts'
import { parseMediamtxLine } from '../../../src/domain/programs/mediamtxLog.ts'
import { visible, visibleLines } from '../../../src/domain/visible.ts'

it.each([
  ['a command to the terminal', 'a\u001b[2Jb', 'a\\u{1b}[2Jb'],
  ['its form in one character', 'a\u009b2Jb', 'a\\u{9b}2Jb'],
  ['text that is turned round', 'gpj.\u202eexe', 'gpj.\\u{202e}exe'],
  ['an isolate', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
  ['a mark of direction', 'a\u200fb', 'a\\u{200f}b'],
  ['a break of the line', 'a\r\nERROR b', 'a\\u{d}\\u{a}ERROR b'],
  ['a break of a paragraph', 'a\u2029b', 'a\\u{2029}b'],
  ['the character 0', 'a\0b', 'a\\u{0}b'],
  ['a tab', 'a\tb', 'a b'],
  ['what is innocent', 'Käse 한국 🎥 “x”', 'Käse 한국 🎥 “x”'],
])('%s is made visible', (_what, text, shown) => {
  expect(visible(text)).toBe(shown)
  expect(parseFfmpegLine(`[rtsp] [error] ${text}`).text).toBe(`[rtsp] ${shown}`)
  expect(parseMediamtxLine(JSON.stringify({ level: 'ERR', message: text })).text).toBe(shown)
  expect(parseMediamtxLine(`ERR ${text}`).text).toBe(shown)
})

it('a further line of a text does not pass for the next entry', () => {
  expect(visibleLines('Failed\n2026-01-01 ERROR forged\u001b[0m')).toBe('Failed\n    2026-01-01 ERROR forged\\u{1b}[0m')
})
