import { tableText } from '../figures.ts'
import type { Table } from '../figures.ts'
import { commit, describeMachine } from '../machine.ts'
import { below } from '../part.ts'
import type { Bar } from '../part.ts'
import { barTable } from '../report.ts'
import { judge, verdictTable } from '../soak/verdict.ts'
import type { Bound, Judged } from '../soak/verdict.ts'
import type { Opening } from './opening.ts'
import { outputsOfOne } from './scene.ts'
import type { Weight } from './weigh.ts'

export const sampleEveryMs = 30_000

/** The pages that stay open, and the one in which a person goes through everything. */
export const places = ['overview', 'input', 'visitor'] as const
export type Place = (typeof places)[number]
type Measure = `${Place} ${keyof Weight}` | 'renderersMb'
export type Sample = { at: number } & Record<Measure, number>

export interface DashboardSoak {
  samples: Sample[]
  openings: { overview: Opening; input: Opening }
  /** Percent of one core while nothing but rates change. */
  shares: { overview: number; input: number }
  faults: string[]
}

const pages: Record<Place, string> = {
  overview: '`/`, left open',
  input: `\`/inputs/:id\` with ${outputsOfOne} outputs, left open`,
  visitor: 'all pages, one after the other',
}

const bounds: Bound<Measure>[] = [
  ...places.flatMap((place): Bound<Measure>[] => [
    { measure: `${place} heapMb`, what: `${pages[place]}: JS heap, MB`, most: (before) => before * 1.03 + 0.3 },
    { measure: `${place} nodes`, what: `${pages[place]}: DOM nodes`, most: (before) => before * 1.05 + 50 },
    { measure: `${place} listeners`, what: `${pages[place]}: listeners`, most: (before) => before * 1.05 + 10 },
  ]),
  { measure: 'renderersMb', what: "memory of the browser's page processes, MB", most: (before) => before * 1.05 + 10 },
]

export function judgeDashboard(samples: readonly Sample[]): Judged[] {
  return judge(samples, bounds)
}

export function barsOf({ openings, shares }: DashboardSoak): Bar[] {
  const of = (path: string) => `\`${path}\` with ${outputsOfOne} outputs of one input`
  return [
    below('scripts of the first load of `/`, compressed', openings.overview.scriptKb, 150, 'kB'),
    below(`${of('/')}: usable after`, openings.overview.usableMs, 1000, 'ms', 0),
    below(`${of('/inputs/:id')}: usable after`, openings.input.usableMs, 2000, 'ms', 0),
    below(`${of('/')}: of a core while rates tick`, shares.overview, 5, '%'),
    below(`${of('/inputs/:id')}: of a core while rates tick`, shares.input, 5, '%'),
  ]
}

/** What is wrong, each in a few words. */
export function wrongWith(soak: DashboardSoak): string[] {
  return [
    ...judgeDashboard(soak.samples).flatMap(({ what, isBounded }) => (isBounded ? [] : [`${what} grows`])),
    ...barsOf(soak).flatMap(({ what, met, measured }) => (met ? [] : [`${what} ${measured}`])),
    ...soak.faults,
  ]
}

export function verdictOf(soak: DashboardSoak): string {
  const wrong = wrongWith(soak)
  return wrong.length === 0 ? 'Flat.' : `Not well: ${wrong.join('; ')}.`
}

export function tablesOf(soak: DashboardSoak): Table[] {
  return [barTable(barsOf(soak)), verdictTable(judgeDashboard(soak.samples)), sampleTable(soak.samples)]
}

const columns = ['minute', ...places.flatMap((place) => [`${place} MB`, 'nodes', 'listeners']), 'page processes MB']
export const sampleHead = columns.join('  ')

export function sampleLine(sample: Sample): string {
  return cellsOf(sample)
    .map((cell, at) => cell.padStart(columns[at]!.length))
    .join('  ')
}

function cellsOf(sample: Sample): string[] {
  const ofPlaces = places.flatMap((place) => [
    sample[`${place} heapMb`].toFixed(2),
    ...[sample[`${place} nodes`], sample[`${place} listeners`]].map(String),
  ])
  return [(sample.at / 60_000).toFixed(1), ...ofPlaces, sample.renderersMb.toFixed(0)]
}

/** At most 20 rows, spread over all of the time. */
function sampleTable(samples: readonly Sample[]): Table {
  const step = Math.ceil(samples.length / 20)
  return { head: columns, rows: samples.filter((_, at) => at % step === 0).map(cellsOf) }
}

/** What docs/soak.md says of the dashboard. */
export function dashboardSection(soak: DashboardSoak, minutes: number): string {
  return `Written by \`npm run soak:dashboard -- ${minutes}\`. A real browser and the real server; the server's worker runs no FFmpeg, it only says what 240
outputs do. First nothing changes but rates, once a second. Then for ${minutes} minutes about half of the outputs flap, outputs fail and come back, an input is
lost and found, log lines and stills come all the time, outputs are made, renamed and deleted, and the connection is cut now and then. Two pages are left
open as on a wall; in a third a person goes through every page, tab, panel, menu and list without ever loading it anew. Every ${sampleEveryMs / 1000} seconds
what nobody needs is thrown away, and the rest is counted. Flat is what has in its last quarter no more than in its second (medians), with a
margin. A share of a core is the processor time of the page's own thread.

${new Date().toISOString().slice(0, 10)}, commit ${commit()}:

${describeMachine()
  .map((line) => `- ${line}`)
  .join('\n')}

**${verdictOf(soak)}**

${tablesOf(soak).map(tableText).join('\n\n')}`
}
