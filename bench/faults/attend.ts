import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { commit } from '../machine.ts'
import { incidentsSince, leaks, leftBetween, look, newestIncident } from './evidence.ts'
import type { Sight } from './evidence.ts'
import type { Outcome, Row } from './row.ts'
import { Trial } from './trial.ts'
import type { Stage } from './stage.ts'

const wholeWithinMs = 60_000
/** What a fault makes may be told a little later, and what it used is given back. */
const settlesInMs = 3000
const worstGapMs = 500
/** Longer ones between two datagrams of a feed are told. */
const feedGapMs = 200

/** Does a row on a stage where all is well; never rejects. `isSpoilt`: nobody else shall use this stage. */
export async function attend(row: Row, stage: Stage): Promise<{ outcome: Outcome; isSpoilt: boolean }> {
  const trial = new Trial(stage, row)
  let outcome: Partial<Outcome> = {}
  let isSpoilt = row.own !== undefined
  try {
    await stage.whole(wholeWithinMs)
    const before = await look(stage)
    const newest = await newestIncident(stage.api)
    stage.watcher.reset()
    for (const { arrival } of [...stage.places, ...stage.cameras]) arrival.mark()
    await row.run(trial).catch((error: unknown) => trial.short.push(plain(error)))
    await sleep(settlesInMs)
    outcome.said = trial.said()
    outcome.disturbed = await disturbedBy(trial, before)
    await trial.fixtures.disposeAsync()
    await stage.program.order(null)
    await stage.whole(wholeWithinMs)
    await sleep(settlesInMs)
    outcome = { ...outcome, ...(await aftermath(trial, before, newest)) }
  } catch (error) {
    isSpoilt = true
    trial.short.push(plain(error))
    const file = join(tmpdir(), `faults-${row.name}.log`)
    await writeFile(file, stage.manager.printed())
    console.log(`What the manager printed is in ${file}`)
    await trial.fixtures.disposeAsync().catch(() => {})
  }
  return { outcome: complete(trial, outcome), isSpoilt }
}

/** Who else noticed: other processes than before, or a gap. */
async function disturbedBy(trial: Trial, before: Sight): Promise<string> {
  const { stage, concerned } = trial
  const now = await look(stage)
  const others = stage.places.filter(({ id }) => !concerned.has(id))
  if (others.length === 0) return 'all are concerned'
  const changed = others.filter(({ id }) => before.pids.get(id) !== now.pids.get(id))
  const feeds = new Map(stage.cameras.map(({ input, arrival }) => [input.id, arrival.longestGapMs()]))
  // On a machine that is short of time a feed pauses by itself.
  const ownGap = (inputId: string) => Math.max(0, (feeds.get(inputId) ?? 0) - feedGapMs)
  const gaps = others.map(({ name, arrival, inputId }) => ({ name, ms: arrival.longestGapMs() - ownGap(inputId) }))
  const gapped = gaps.filter(({ ms }) => ms > worstGapMs)
  if (changed.length > 0) trial.short.push(`another process serves ${changed.map(({ name }) => name).join(', ')}`)
  if (gapped.length > 0)
    trial.short.push(`gaps over 500 ms elsewhere: ${gapped.map(({ name, ms }) => `${name} ${ms} ms`).join(', ')}`)
  const longest = Math.max(...gaps.map(({ ms }) => ms))
  const nobody = changed.length === 0 && gapped.length === 0
  const told = nobody
    ? `none of ${others.length}`
    : `${new Set([...changed, ...gapped].map(({ name }) => name)).size} of ${others.length}`
  const paused = Math.max(...others.map(({ inputId }) => ownGap(inputId)))
  return `${told}; longest gap ${longest} ms${paused > 0 ? ` beside a pause of the feed of up to ${paused} ms` : ''}`
}

async function aftermath(trial: Trial, before: Sight, newest: number): Promise<Partial<Outcome>> {
  const { stage, row } = trial
  const began = await incidentsSince(stage.api, newest)
  if (row.incidents !== undefined && began.length !== row.incidents)
    trial.short.push(`${began.length} incidents in the place of ${row.incidents}`)
  // Before all that is kept is read, which holds up the feeds that pass through here.
  const after = await look(stage)
  for (const leak of await leaks(stage)) trial.short.push(`a secret stands in ${leak}`)
  const { left, short } = leftBetween(before, after)
  // One that was started anew holds what it needs for that.
  trial.short.push(...(before.managerPid === after.managerPid ? short : short.filter((what) => /process|zombie/.test(what))))
  const causes = began.map(({ cause, title }) => `${cause}: ${title}`)
  return { left, incidents: `${began.length}${causes.length > 0 ? ` (${causes.slice(0, 2).join('; ')})` : ''}` }
}

function complete({ row, short, times, stage }: Trial, outcome: Partial<Outcome>): Outcome {
  return {
    ...{ fault: row.fault, must: row.must, verdict: short.length === 0 ? 'held' : 'fell short', short, times },
    ...{ disturbed: 'not seen', said: 'not seen', incidents: 'not seen', left: 'not seen', ...outcome },
    ...{ at: new Date().toISOString(), commit: commit(), outputs: stage.places.length },
  }
}

export function notRun({ fault, must }: Row, why: string): Outcome {
  return {
    ...{ fault, must, verdict: 'not run', short: [why], times: [], disturbed: '', said: '', incidents: '', left: '' },
    ...{ at: new Date().toISOString(), commit: commit(), outputs: 0 },
  }
}

function plain(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0]! : String(error)
}
