import { execa, execaSync } from 'execa'
import { accessSync, closeSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Clock } from '../../domain/clock.ts'
import { hasMemoryFolder, namelessFile } from './hiddenText.ts'
import { readBytes, readLines } from './lines.ts'
import { ToldFiles } from './toldFiles.ts'
import type { OnTold } from './toldFiles.ts'

/** What a child of ours may see of the environment: no secret of the manager. */
const passedOn = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'LD_LIBRARY_PATH',
  'FONTCONFIG_PATH',
]

export interface ProcessOptions {
  file: string
  args: readonly string[]
  /** Beside the few variables that every child gets. */
  env?: Record<string, string>
  onStdout?: (line: string) => void
  /** In place of `onStdout`, for what is no text. */
  onStdoutBytes?: (chunk: Buffer) => void
  onStderr?: (line: string) => void
  /** What it writes to file descriptor 3, in ASCII, half a second later at most; the descriptor is opened only when this is given. */
  onFd3?: OnTold
  /** It reads what `write` says; without it there is nothing to read. */
  listens?: boolean
  /** What it can read in `hiddenFile`, where no other user sees it; with its arguments everybody does. */
  hidden?: string | null
  /** A pipe that it can open as `gateFile`. */
  gate?: number | null
  /** It only says something about its program, and ends by itself. */
  isQuestion?: boolean
  /** It is kept to so much memory as `mostBytes` says, where the system can do that. */
  isLimited?: boolean
}

/** How a process ended. `code` is null when it could not be started or a signal ended it. */
export interface ProcessEnd {
  code: number | null
  signal: NodeJS.Signals | null
  /** Why it could not be started, such as ENOENT; null otherwise. */
  startError: string | null
}

/** A process of ours, in a process group of its own. */
export interface RunningProcess {
  /** Null when it could not be started. */
  pid: number | null
  startedAt: Date
  /** Resolves once it has exited and all its output has been read; never rejects. */
  ended: Promise<ProcessEnd>
  /** Sends a signal to the whole group; nothing happens when it is gone. */
  signal(signal: NodeJS.Signals): void
  /** To one that listens; nothing happens when it is gone. */
  write(text: string): void
}

export type StartProcess = (options: ProcessOptions) => RunningProcess

/** Full path of a program on the PATH, or null. */
export function findOnPath(program: string, path = process.env.PATH ?? ''): string | null {
  for (const folder of path.split(delimiter)) {
    if (folder === '') continue
    const file = join(folder, program)
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {
      // Not in this folder.
    }
  }
  return null
}

/**
 * The program that lets the kernel end our children with us; null where there is none, as outside Linux, or where it cannot
 * do that, as BusyBox's.
 */
export function findGuard(path = process.env.PATH): string | null {
  const setpriv = process.platform === 'linux' ? findOnPath('setpriv', path) : null
  if (setpriv === null) return null
  return succeeds(setpriv, [...endsWithUs, setpriv, '--version']) ? setpriv : null
}

/** Tries a command that ends in a moment, and waits for it. */
export function succeeds(file: string, args: readonly string[]): boolean {
  return execaSync(file, args, { reject: false, stdin: 'ignore', timeout: 5000 }).exitCode === 0
}

const endsWithUs = ['--pdeathsig', 'KILL', '--']

/**
 * Starts programs, and is the only place that does. With a `guard` the kernel ends them with us, however we end; it keeps
 * the pid, since the guard becomes the program, and so does the `limiter` (see `findLimiter`).
 */
export function createStartProcess(
  guard: string | null = findGuard(),
  canKeepInMemory = hasMemoryFolder(),
  limiter: readonly string[] = [],
): StartProcess {
  // Pipes otherwise: what a full disk does not take would be taken for silence.
  const toldFiles = canKeepInMemory ? new ToldFiles() : null
  return ({
    file,
    args,
    env = {},
    onStdout,
    onStdoutBytes,
    onStderr,
    onFd3,
    listens = false,
    hidden = null,
    gate = null,
    isLimited,
  }) => {
    const inherited = Object.fromEntries(
      passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    )
    const before = [...(guard === null ? [] : [guard, ...endsWithUs]), ...(isLimited ? limiter : [])]
    const [command = file, ...commandArgs] = [...before, file, ...args]
    const missing = whyNotExecutable(file)
    if (missing !== null) return notStarted(missing)
    let hiddenText: number | null = null
    let told: ReturnType<ToldFiles['open']> | undefined
    try {
      told = onFd3 && toldFiles?.open(onFd3)
      hiddenText = hidden === null ? null : namelessFile(hidden)
    } catch (error) {
      told?.end()
      return notStarted((error as NodeJS.ErrnoException).code ?? 'EIO')
    }
    // Any open file will do; execa's types know the first ones alone.
    const more = [told?.file ?? piped(onFd3), hiddenText ?? 'ignore', gate ?? 'ignore'] as 'pipe'[]
    const count = gate !== null ? 3 : hiddenText !== null ? 2 : onFd3 ? 1 : 0
    const subprocess = execa(command, commandArgs, {
      env: { ...inherited, ...env },
      extendEnv: false,
      detached: true,
      cleanup: false,
      buffer: false,
      reject: false,
      stdio: [piped(listens), piped(onStdout ?? onStdoutBytes), piped(onStderr), ...more.slice(0, count)],
    })
    if (hiddenText !== null) closeSync(hiddenText)
    if (onStdout && subprocess.stdout) readLines(subprocess.stdout, onStdout)
    if (onStdoutBytes && subprocess.stdout) readBytes(subprocess.stdout, onStdoutBytes)
    if (onStderr && subprocess.stderr) readLines(subprocess.stderr, onStderr)
    const fd3 = subprocess.stdio[3] as Readable | null | undefined
    if (onFd3 && fd3) readBytes(fd3, (chunk) => onFd3(chunk.toString('latin1'), 0))
    // It may end before it has read everything.
    subprocess.stdin?.on('error', () => {})

    const pid = subprocess.pid ?? null
    let gone = pid === null
    const ended = subprocess.then((result): ProcessEnd => {
      gone = true
      told?.end()
      return {
        code: result.exitCode ?? null,
        signal: (result.signal as NodeJS.Signals | undefined) ?? null,
        startError: pid === null ? ((result as { code?: string }).code ?? 'ENOENT') : null,
      }
    })
    return {
      pid,
      startedAt: new Date(),
      ended,
      signal: (signal) => {
        if (gone || pid === null) return
        try {
          process.kill(-pid, signal)
        } catch {
          // It ended in this very moment.
        }
      },
      write: (text) => void subprocess.stdin?.write(text),
    }
  }
}

function piped(wanted: unknown): 'pipe' | 'ignore' {
  return wanted ? 'pipe' : 'ignore'
}

/** What stands for a process that could not be started. */
export function notStarted(startError: string): RunningProcess {
  const ended = Promise.resolve({ code: null, signal: null, startError })
  return { pid: null, startedAt: new Date(), ended, signal: () => {}, write: () => {} }
}

/** Looked up before, since the guard would tell it by a mere exit code. */
function whyNotExecutable(file: string): string | null {
  if (!file.includes('/')) return findOnPath(file) === null ? 'ENOENT' : null
  try {
    accessSync(file, constants.X_OK)
    return null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'ENOENT'
  }
}

/** Whether this program is there and may be run. */
export function isExecutable(file: string): boolean {
  return whyNotExecutable(file) === null
}

/** Ends a process that is to end: SIGTERM, again after 1 s (blocked I/O ignores the first), SIGKILL at 5 s. Resolves when it has exited. */
export async function stopProcess(running: RunningProcess, clock: Clock): Promise<void> {
  const exited = new AbortController()
  const ended = running.ended.then(() => exited.abort())
  for (const [signal, patienceMs] of [
    ['SIGTERM', 1000],
    ['SIGTERM', 4000],
    ['SIGKILL', 0],
  ] as const) {
    if (exited.signal.aborted) break
    running.signal(signal)
    if (patienceMs > 0) await clock.sleep(patienceMs, exited.signal)
  }
  await ended
}
