// `npm run soak:dashboard -- MINUTES` (10 without): whether a dashboard that is left open all day, and one that a person uses all the
// time, stay as small as they are. A line every half minute, at the end a verdict; from 10 minutes on it is written to docs/soak.md.
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { startTcpGate } from '../tests/support/tcpGate.ts'
import { launchForgetfulBrowser } from './browser/forgetful.ts'
import { measureOpening, openSignedIn } from './browser/opening.ts'
import {
  dashboardSection,
  places,
  sampleEveryMs,
  sampleHead,
  sampleLine,
  tablesOf,
  verdictOf,
  wrongWith,
} from './browser/report.ts'
import type { DashboardSoak, Place, Sample } from './browser/report.ts'
import { startScene } from './browser/scene.ts'
import { goAround } from './browser/visitor.ts'
import { renderersMb, Scales } from './browser/weigh.ts'
import { tableText } from './figures.ts'
import { writeSection } from './soak/document.ts'

const calmMs = 15_000
/** Long enough that the pages say so. */
const cutMs = 4000
const cutEvery = 5
/** Of which half are judged: a picture that is just on its way weighs in one or two of them. */
const fewestSamples = 16
/** What was cleared away is given back to the system a little later. */
const settledMs = 2000
/** For each step of the visitor: how fast it is is no question here. */
const patienceMs = 60_000

const { positionals } = parseArgs({ allowPositionals: true })
const minutes = Number(positionals[0] ?? 10)
if (!(minutes >= 5)) {
  console.error('npm run soak:dashboard -- [MINUTES]: at least five minutes')
  process.exit(2)
}

async function soak(browser: Browser): Promise<DashboardSoak> {
  await using scene = await startScene()
  await using gate = await startTcpGate(Number(new URL(scene.api.url).port))
  const url = `http://127.0.0.1:${gate.port}`
  await using overview = await openSignedIn(browser, url, scene.api)
  await using input = await openSignedIn(browser, url, scene.api)
  await using visitor = await openSignedIn(browser, url, scene.api)
  visitor.page.setDefaultTimeout(patienceMs)
  const openings = {
    overview: await measureOpening(overview, '/', 'article.tile'),
    input: await measureOpening(input, `/inputs/${scene.inputId}`, '[role="row"] a[href^="/outputs/"]'),
  }
  const scales = { overview: await Scales.of(overview), input: await Scales.of(input), visitor: await Scales.of(visitor) }
  await sleep(5000)
  const both = sleep(calmMs)
  const [ofOverview, ofInput] = await Promise.all([scales.overview.share(() => both), scales.input.share(() => both)])
  const shares = { overview: ofOverview, input: ofInput }

  const faults: string[] = []
  const samples: Sample[] = []
  await visitor.page.goto('/')
  await visitor.page.getByRole('article').first().waitFor()
  scene.disturb()
  const beganAt = performance.now()
  console.log(sampleHead)
  let rounds = 0
  const goOn = async () => {
    rounds++
    if (rounds % cutEvery === 0) {
      await gate.shut()
      await sleep(cutMs)
      await gate.open()
    }
    await goAround(visitor.page).catch(async (error: unknown) => {
      console.error(error)
      faults.push(`Round ${rounds} through all pages: ${String(error).split('\n', 1)[0]}`)
      await visitor.page.goto('/')
    })
  }
  const weigh = async () => {
    const sample = { at: performance.now() - beganAt, rounds } as Sample
    for (const place of places) await scales[place].clear()
    await sleep(settledMs)
    sample.renderersMb = renderersMb()
    for (const place of places) Object.assign(sample, named(place, await scales[place].weigh()))
    return sample
  }
  while (performance.now() < beganAt + minutes * 60_000 || samples.length < fewestSamples) {
    const dueAt = performance.now() + sampleEveryMs
    do await goOn()
    while (performance.now() < dueAt)
    const sample = await scene.rest(weigh)
    samples.push(sample)
    console.log(sampleLine(sample))
  }
  // while the connection is cut the browser complains rightly
  const complaints = [overview, input, visitor].flatMap((view) => view.complaints.filter((text) => !text.includes('net::ERR_')))
  return { samples, openings, shares, faults: [...faults, ...new Set(complaints)] }
}

function named(place: Place, weight: object): object {
  return Object.fromEntries(Object.entries(weight).map(([measure, value]) => [`${place} ${measure}`, value]))
}

console.log(`Soak of the dashboard, ${minutes} minutes`)
const browser = await launchForgetfulBrowser()
const result = await soak(browser).finally(() => browser.close())
for (const table of tablesOf(result)) console.log(`\n${tableText(table)}`)
console.log(`\n${verdictOf(result)}`)
if (minutes >= 10) console.log(`Written: ${await writeSection('The dashboard', dashboardSection(result, minutes))}`)
process.exit(wrongWith(result).length === 0 ? 0 : 1)
