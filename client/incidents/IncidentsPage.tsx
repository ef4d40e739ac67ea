import './incidents.css'
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { Choice } from '../parts/Choice.tsx'
import { EmptyState } from '../parts/EmptyState.tsx'
import { FilterField } from '../parts/FilterField.tsx'
import { TimeAxis } from '../parts/TimeAxis.tsx'
import { useActions } from '../shortcuts/actions.ts'
import { useUrlChoice, useUrlText } from '../url/urlState.ts'
import { DownloadIncidents } from './DownloadIncidents.tsx'
import { IncidentRow, type ListedIncident } from './IncidentRow.tsx'
import { createPast } from './past.ts'
import { dayWord, isFound, lookOf, type Known } from './words.ts'

const ranges = { day: { name: '24 h', hours: 24 }, week: { name: '7 days', hours: 168 }, month: { name: '30 days', hours: 720 } }
type Range = keyof typeof ranges
const rangeNames: [Range, ...Range[]] = ['day', 'week', 'month']
/** Rows that are drawn at first, and with each "Show more". */
const stretch = 100
const minuteMs = 60_000

/** `/incidents`: what is wrong now, and what was, by day. */
export function IncidentsPage() {
  const live = useLive()
  const past = createPast()
  const [range, setRange] = useUrlChoice<Range>('range', rangeNames)
  const [text] = useUrlText('q')
  const [most, setMost] = createSignal(stretch)
  let list!: HTMLDivElement
  usePageTitle(() => 'Incidents')

  const hours = () => ranges[range()].hours
  // not with each second: rows stay what they are, and the focus in them
  const minute = createMemo(() => Math.floor(live.now() / minuteMs) * minuteMs)
  const begin = () => minute() - hours() * 3_600_000
  const isInRange = ({ closedAt }: { closedAt?: string | null }) => closedAt == null || Date.parse(closedAt) >= begin()
  const open = createMemo(() => live.incidents.items.filter((incident) => isFound(incident, text())).toReversed())
  const over = createMemo(() => (past.items() ?? []).filter((incident) => isInRange(incident) && isFound(incident, text())))
  const byDay = createMemo(() => Map.groupBy(over().slice(0, most()), ({ openedAt }) => dayWord(openedAt, minute())))
  const days = createMemo(() => [...byDay().keys()], [], { equals: (one, other) => one.join() === other.join() })
  /** Whether the range goes further back than what is loaded. */
  const hasMore = () => {
    const last = past.items()?.at(-1)
    return past.hasOlder() && last !== undefined && Date.parse(last.openedAt) >= begin()
  }
  createEffect(on([range, text], () => setMost(stretch), { defer: true }))
  createEffect(() => {
    if (hasMore() && over().length < most()) void past.loadOlder()
  })
  const known: Known = { input: (id) => live.inputs.get(id), output: (id) => live.outputs.get(id) }
  async function all(): Promise<ListedIncident[]> {
    while (hasMore() && (await past.loadOlder()));
    if (past.items() === undefined || past.problem() !== null) throw new Error(past.problem() ?? 'They are not known yet.')
    return [...open(), ...over()]
  }

  function move(by: number): void {
    const links = [...list.querySelectorAll<HTMLElement>('.incident a')]
    const place = links.indexOf(document.activeElement as HTMLElement)
    links[Math.min(Math.max(place + by, 0), links.length - 1)]?.focus()
  }
  useActions(() => [
    { title: 'Next incident', key: 'j', onlyKey: true, run: () => move(1) },
    { title: 'Incident before', key: 'k', onlyKey: true, run: () => move(-1) },
  ])

  return (
    <div ref={list} class="incidents">
      <div class="page-head">
        <h1>Incidents</h1>
        <div class="acts">
          <FilterField label="Filter incidents" placeholder="Filter" />
          <Choice
            label="Range"
            options={rangeNames.map((value) => ({ value, name: ranges[value].name }))}
            chosen={range()}
            choose={setRange}
          />
          <DownloadIncidents all={all} />
        </div>
      </div>
      <p class="incidents-sum">One incident for one cause: a lost input is one line here, whatever hangs on it.</p>
      <div class="incident-head" aria-hidden="true">
        <span>State</span>
        <span>What, and why</span>
        <span>Affects</span>
        <span>Opened</span>
        <span class="text-right">Lasted</span>
        <TimeAxis hours={hours()} most={4} />
      </div>
      <Show when={live.incidents.known && (past.items() !== undefined || past.problem() !== null)}>
        <Show when={open().length > 0 || (!text() && over().length > 0)}>
          <h2 class="group">
            Open <span>{open().length}</span>
          </h2>
          <ol>
            <For each={open()} fallback={<li class="incidents-none">Nothing is wrong now.</li>}>
              {(incident) => <IncidentRow incident={incident} look={lookOf(incident, known)} hours={hours()} />}
            </For>
          </ol>
        </Show>
        <For each={days()}>
          {(day) => (
            <>
              <h2 class="group">
                Over, {day} <span>{byDay().get(day)?.length}</span>
              </h2>
              <ol>
                <For each={byDay().get(day)}>{(incident) => <IncidentRow incident={incident} hours={hours()} />}</For>
              </ol>
            </>
          )}
        </For>
        <Show when={over().length > most() || (hasMore() && !text())}>
          <button type="button" class="btn mt-4" onClick={() => setMost((many) => many + stretch)}>
            Show more
          </button>
        </Show>
        <Show when={past.items() !== undefined && open().length === 0 && over().length === 0 && !hasMore()}>
          <Show
            when={text()}
            fallback={
              <EmptyState
                title="Nothing is wrong"
                text={`Nothing was in the last ${ranges[range()].name}. What goes wrong is listed here, one line for each cause.`}
              />
            }
          >
            <EmptyState
              title="No incident has this text"
              text="Titles and names of inputs and outputs are looked through, as far back as the range goes."
            />
          </Show>
        </Show>
      </Show>
      <Show when={past.problem()}>{(problem) => <p class="mt-4 text-warn">{problem()}</p>}</Show>
    </div>
  )
}
