import './problems.css'
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import { readFragment } from '../generated/index.ts'
import type { LiveOutputFragment } from '../generated/graphql.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { isFailed, isUnstable } from '../live/problems.ts'
import { minuteOfDay, timeAndDay } from '../parts/format.ts'
import type { PastIncident } from './latest.ts'
import { ProblemIncident } from './ProblemIncident.tsx'
import { ProblemInput } from './ProblemInput.tsx'
import { listProblems, type Problem } from './problemList.ts'
import { ProblemOutput, problemOutput } from './ProblemOutput.tsx'
import { ProblemOutputs } from './ProblemOutputs.tsx'
import { lastedWords, overToday, causeAndEffect } from './words.ts'
import { addressOf } from '../url/address.ts'

/** More than that is read on demand. */
const mostAtFirst = 12

/** What is not as wished, why, and what is done about it; and what was. Always there, so that nothing moves when something breaks. */
export function ProblemColumn(props: { past: readonly PastIncident[] | undefined }) {
  const live = useLive()
  // read once for each change of theirs: incidents come by the dozen when many things break at once
  const inputs = createMemo(() => live.inputs.items.map(({ id, state }) => ({ id, state })))
  const outputs = createMemo(() => live.outputs.items.map(seen))
  const problems = createMemo(() => {
    const list = listProblems(inputs(), outputs(), live.incidents.items)
    return new Map(list.map((problem) => [problem.key, problem]))
  })
  const [isWhole, setWhole] = createSignal(false)
  // by key, not by object: an entry stays the same element as long as it is about the same
  const keys = createMemo(() => [...problems().keys()], [], { equals: (one, other) => one.join() === other.join() })
  const shown = () => (isWhole() ? keys() : keys().slice(0, mostAtFirst))
  const today = () => overToday(props.past ?? [], live.now())

  return (
    <section class="problems" id="problems" tabindex="-1" aria-label="Problems">
      <div class="section-head">
        <h2>Problems</h2>
        <a href={addressOf('/incidents')} class="link ml-auto">
          History
        </a>
      </div>
      <Show when={keys().length > 0} fallback={<Calm last={props.past?.[0]} isKnown={props.past !== undefined} />}>
        <ol>
          <For each={shown()}>
            {(key) => <Show when={problems().get(key)}>{(problem) => <Entry problem={problem()} />}</Show>}
          </For>
        </ol>
        <Show when={keys().length > mostAtFirst}>
          <button type="button" class="btn btn-small my-3 w-full" aria-expanded={isWhole()} onClick={() => setWhole(!isWhole())}>
            {isWhole() ? `Show the first ${mostAtFirst}` : `Show all ${keys().length}`}
          </button>
        </Show>
      </Show>
      <Show when={today().length > 0}>
        <div class="problems-past-head">
          <h2>Over today</h2>
        </div>
        <ul class="problems-past">
          <For each={today()}>
            {(incident) => (
              <li>
                <a href={addressOf(`/incidents/${incident.id}`)} title={incident.title}>
                  {causeAndEffect(incident.title)[0]}
                </a>
                <span>{lastedWords(incident.openedAt, incident.closedAt ?? incident.openedAt)}</span>
                <time datetime={incident.closedAt ?? undefined}>{minuteOfDay(incident.closedAt ?? incident.openedAt)}</time>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}

/** What is wrong is read of those alone that have something. */
function seen(output: LiveOutputFragment) {
  const { id, inputId, state, flapping } = output
  const isWell = !isFailed(output) && !isUnstable(output)
  if (isWell) return { id, inputId, state, flapping }
  const { failure, url } = readFragment(problemOutput, output)
  const why = failure && { code: failure.code, message: failure.message }
  return { id, inputId, state, flapping, failure: why ?? null, url }
}

function Entry(props: { problem: Problem }) {
  const of = <Kind extends Problem['kind']>(kind: Kind) =>
    props.problem.kind === kind ? (props.problem as Extract<Problem, { kind: Kind }>) : undefined
  return (
    <Switch>
      <Match when={of('incident')}>{(problem) => <ProblemIncident id={problem().id} />}</Match>
      <Match when={of('input')}>{(problem) => <ProblemInput id={problem().id} />}</Match>
      <Match when={of('output')}>{(problem) => <ProblemOutput id={problem().id} />}</Match>
      <Match when={of('outputs')}>{(problem) => <ProblemOutputs problem={problem()} />}</Match>
    </Switch>
  )
}

function Calm(props: { last: PastIncident | undefined; isKnown: boolean }) {
  return (
    <p class="problems-calm">
      Nothing needs you.
      <Show when={props.last} fallback={props.isKnown ? ' There was no problem so far.' : ''}>
        {(last) =>
          ` The last problem ended at ${timeAndDay(last().closedAt ?? last().openedAt)}: ${causeAndEffect(last().title)[0]}.`
        }
      </Show>
    </p>
  )
}
