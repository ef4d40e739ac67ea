import { tableText } from '../figures.ts'
import type { Table } from '../figures.ts'
import { commit, describeMachine } from '../machine.ts'
import { below } from '../part.ts'
import type { Bar } from '../part.ts'
import { barTable } from '../report.ts'
import { judge, verdictTable } from '../soak/verdict.ts'
import type { Bound, Judged } from '../soak/verdict.ts'
import { growthTable, judgeGrowth } from './growth.ts'
import type { Growth, GrowthBound } from './growth.ts'
import type { Opening } from './opening.ts'
import { outputsOfOne } from './scene.ts'
import type { Weight } from './weigh.ts'

export const sampleEveryMs = 20_000

/** The pages that stay open, and the one in which a person goes through everything. */
export const places = ['overview', 'input', 'visitor'] as const
export type Place = (typeof places)[number]
type Measure = `${Place} ${keyof Weight}` | 'renderersMb'
/** `at`: milliseconds; `rounds`: how often the visitor has gone through everything. */
export type Sample = { at: number; rounds: number } & Record<Measure, number>

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
    { measure: `${place} nodes`, what: `${pages[place]}: DOM nodes`, most: (before) => before * 1.05 + 50 },
    { measure: `${place} listeners`, what: `${pages[place]}: listeners`, most: (before) => before * 1.05 + 10 },
  ]),
  { measure: 'renderersMb', what: "memory of the browser's page processes, MB", most: (before) => before * 1.05 + 10 },
]

const growthBounds: GrowthBound<Sample>[] = places.map((place) => ({
  what: pages[place],
  ...(place === 'visitor'
    ? { per: 'round', count: ({ rounds }: Sample) => rounds, most: 2 }
    : { per: 'minute', count: ({ at }: Sample) => at / 60_000, most: 10 }),
  kb: (sample: Sample) => sample[`${place} objectsKb`],
}))

function growthOfDashboard(samples: readonly Sample[]): Growth[] {
  return judgeGrowth(samples, growthBounds)
}

function judgeDashboard(samples: readonly Sample[]): Judged[] {
  return judge(samples, bounds)
}

function barsOf({ openings, shares }: DashboardSoak): Bar[] {
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
    ...growthOfDashboard(soak.samples).flatMap(({ what, isBounded }) => (isBounded ? [] : [`${what}: what is kept grows`])),
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
  const { samples } = soak
  return [
    barTable(barsOf(soak)),
    growthTable(growthOfDashboard(samples)),
    verdictTable(judgeDashboard(samples)),
    sampleTable(samples),
  ]
}

const columns = [
  ...['minute', 'rounds'],
  ...places.flatMap((place) => [`${place} kB`, 'code MB', 'nodes', 'listeners']),
  'page processes MB',
]
export const sampleHead = columns.join('  ')

export function sampleLine(sample: Sample): string {
  return cellsOf(sample)
    .map((cell, at) => cell.padStart(columns[at]!.length))
    .join('  ')
}

function cellsOf(sample: Sample): string[] {
  const ofPlaces = places.flatMap((place) => [
    sample[`${place} objectsKb`].toFixed(0),
    sample[`${place} codeMb`].toFixed(1),
    ...[sample[`${place} nodes`], sample[`${place} listeners`]].map(String),
  ])
  return [(sample.at / 60_000).toFixed(1), String(sample.rounds), ...ofPlaces, sample.renderersMb.toFixed(0)]
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
open as on a wall; in a third a person goes through every page, tab, panel, menu and list without ever loading it anew, round after round. About every
${sampleEveryMs / 1000} seconds everything runs for a moment, so that looks are comparable; what nobody needs is thrown away, and the rest is weighed.

What a page keeps are the objects, texts and elements of its heap snapshot. Not among them is what the engine makes of the scripts (*code*: it compiles a
function anew the more often that has run; there is an end to it, since the pages' security policy lets no script be made while they run), and what the
browser measures of a page for whoever might ask, the first 150 to 250 of each kind. The first half warms up; over the second, by the slope in the middle of
those between every two looks, there is a bound to what each round or minute may add. Of the others flat is what has in its last quarter no more than in its
second (medians), with a margin. Memory of the page processes is what lies in no file; the browser is told not to keep the bodies of answers for the one that
drives it, as it else does, 200 MB of them. A share of a core is the processor time of the page's own thread.

${new Date().toISOString().slice(0, 10)}, commit ${commit()}:

${describeMachine()}

**${verdictOf(soak)}**

${tablesOf(soak).map(tableText).join('\n\n')}`
}
