// An FFmpeg with a fault: `misbehave.ts WHAT FFMPEG ARGUMENT...`. It lets the real one send, and
//   spins     after 8 s ends it, and uses a core without doing anything
//   chatters  prints 50,000 lines a second beside
//   deaf      cannot be ended by SIGTERM
import { spawn } from 'node:child_process'
import { fstatSync, writeSync } from 'node:fs'
import { guarded } from '../../tests/support/guarded.ts'

const [what, file = '', ...args] = process.argv.slice(2)
const spinsAfterMs = 8000
const linesPerTick = 500
const tickMs = 10

/** What was handed down beside the usual three. */
const further = [3, 4].filter((handle) => {
  try {
    return fstatSync(handle).isFile()
  } catch {
    return false
  }
})
const child = spawn(...guarded([file, ...args]), {
  stdio: ['ignore', 'inherit', 'inherit', ...further],
  // Not in the group that signals are sent to.
  detached: what === 'deaf',
})
if (what === 'deaf') for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => {})
else child.on('exit', (code) => process.exit(code ?? 1))

if (what === 'spins')
  setTimeout(() => {
    child.removeAllListeners('exit')
    child.kill('SIGKILL')
    for (;;);
  }, spinsAfterMs)
if (what === 'chatters') {
  let number = 0
  setInterval(() => {
    const lines = Array.from({ length: linesPerTick }, () => `[warning] This is line ${number++} of a program that cannot stop\n`)
    try {
      writeSync(2, lines.join(''))
    } catch {
      // The pipe is full, and nobody shall wait for it.
    }
  }, tickMs)
}
