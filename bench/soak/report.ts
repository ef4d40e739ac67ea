import { tableText } from '../figures.ts'
import type { Table } from '../figures.ts'
import { commit, describeMachine } from '../machine.ts'
import type { Sample } from './sample.ts'
import { judge, serverBounds, verdictTable } from './verdict.ts'

export const minuteMs = 60_000
export const sampleEveryMs = 5000
/** The verdict when all is well. */
export const bounded = 'Bounded.'

/** What a soak brought to light. */
export interface Soak {
  samples: Sample[]
  /** The manager with nothing to do, before and after. */
  idle: { before: Sample; after: Sample }
  actions: Record<string, number>
  /** What went wrong beside: each is a reason to fail. */
  faults: string[]
}

/** Of samples of the last minute, the last one; CPU since the one a minute before. */
function minuteCells(samples: readonly Sample[]): string[] {
  const last = samples.at(-1)!
  const first = samples.at(-1 - minuteMs / sampleEveryMs) ?? samples[0]!
  const cpu = (measure: 'cpuSeconds' | 'allCpuSeconds') =>
    (((last[measure] - first[measure]) / Math.max(1, last.at - first.at)) * 100_000).toFixed(1)
  const numbers = [
    last.live,
    last.handles,
    last.sockets,
    last.threads,
    last.children,
    last.zombies,
    last.logLines,
    last.incidents,
  ]
  return [
    (last.at / minuteMs).toFixed(0),
    last.memoryMb.toFixed(1),
    ...numbers.map(String),
    last.dataMb.toFixed(1),
    last.printedKb.toFixed(0),
    cpu('cpuSeconds'),
    cpu('allCpuSeconds'),
  ]
}

const minuteColumns = [
  ...['minute', 'memory MB', 'live', 'handles', 'sockets', 'threads', 'children', 'zombies', 'log lines', 'incidents'],
  ...['data MB', 'printed kB', 'CPU %', 'CPU % with children'],
]
export const minuteHead = minuteColumns.join('  ')

/** The newest minute, below `minuteHead`. */
export function minuteLine(samples: readonly Sample[]): string {
  return minuteCells(samples)
    .map((cell, at) => cell.padStart(minuteColumns[at]!.length))
    .join('  ')
}

/** At most 20 rows, spread over all of the time. */
function minuteTable(samples: readonly Sample[]): Table {
  const perMinute = minuteMs / sampleEveryMs
  const whole = Math.floor(samples.length / perMinute)
  const step = Math.ceil(whole / 20)
  const shown = Array.from({ length: Math.floor(whole / step) }, (_, at) => (at + 1) * step)
  return { head: minuteColumns, rows: shown.map((minute) => minuteCells(samples.slice(0, minute * perMinute))) }
}

export function tablesOf({ samples, idle, actions }: Soak): Table[] {
  const idleRow = (name: string, { memoryMb, handles, sockets, threads, children, zombies }: Sample) => [
    ...[name, memoryMb.toFixed(1), handles, sockets, threads, children, zombies],
  ]
  return [
    verdictTable(judge(samples, serverBounds)),
    {
      head: ['with nothing to do', 'memory MB', 'handles', 'sockets', 'threads', 'children', 'zombies'],
      rows: [idleRow('before', idle.before), idleRow('after', idle.after)],
    },
    { head: ['what was done', 'times'], rows: Object.entries(actions) },
  ]
}

/** `bounded`, or a sentence on what is not. */
export function verdictOf({ samples, faults }: Soak): string {
  const unbounded = judge(samples, serverBounds).flatMap(({ what, isBounded }) => (isBounded ? [] : [what]))
  const wrong = [...unbounded, ...faults]
  return wrong.length === 0 ? bounded : `Not bounded: ${wrong.join('; ')}.`
}

/** What docs/soak.md says of the server. */
export function serverSection(soak: Soak, { minutes, seed }: { minutes: number; seed: number }): string {
  return `Written by \`npm run soak -- ${minutes}\` (seed ${seed}). For ${minutes} minutes outputs of all kinds are started, stopped, changed and deleted, FFmpegs and now and then
MediaMTX are killed, feeds go away and come back with another size or codec, dashboards are opened, put to sleep and closed, inputs with test signals come
and go, receivers call, scripts ask, and some destinations are dead all the time. The manager is looked at from outside every ${sampleEveryMs / 1000} seconds. Bounded is what has in its last quarter no
more than in its second (medians), with a margin.

${new Date().toISOString().slice(0, 10)}, commit ${commit()}:

${describeMachine()}

**${verdictOf(soak)}**

${[...tablesOf(soak), minuteTable(soak.samples)].map(tableText).join('\n\n')}`
}
