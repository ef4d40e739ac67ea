import './history.css'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { Protocol, TimelineKind } from '../generated/graphql.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { timeAndDay } from '../parts/format.ts'
import { StateBadge } from '../parts/StateBadge.tsx'
import { inputWords, outputWord } from '../parts/words.ts'
import type { Subject } from './subject.ts'
import { followTimeline, type TimelineEntry } from './timeline.ts'
import { addressOf } from '../url/address.ts'

interface Props {
  subject: Subject
  /** Of an output: what its states are called. */
  protocol?: Protocol
  /** Changes when something is likely to have happened. */
  hint: unknown
}

const kindWords: Record<Exclude<TimelineKind, 'STATE'>, string> = {
  SETTINGS: 'Settings',
  WISH: 'Asked for',
  INCIDENT: 'Incident',
}

/** What happened to an input or an output, newest first. */
export function Events(props: Props) {
  const timeline = followTimeline(
    () => props.subject,
    () => props.hint,
  )
  const [isBusy, setBusy] = createSignal(false)
  async function older(): Promise<void> {
    setBusy(true)
    await timeline.older()
    setBusy(false)
  }
  return (
    <section aria-label="Events">
      <Show when={timeline.problem()}>{(problem) => <p class="mb-2 text-warn">{problem()}</p>}</Show>
      <Show when={timeline.entries()}>
        {(entries) => (
          <Show
            when={entries().length > 0}
            fallback={
              <EmptyState title="Nothing happened yet" text="Changes of state, settings, starts and stops appear here." />
            }
          >
            <ol class="events" aria-label="Events, newest first">
              <For each={entries()}>{(entry) => <Entry entry={entry} protocol={props.protocol} />}</For>
            </ol>
            <Show when={timeline.hasOlder()}>
              <button type="button" class="btn mt-4" disabled={isBusy()} onClick={() => void older()}>
                Show older events
              </button>
            </Show>
          </Show>
        )}
      </Show>
    </section>
  )
}

function Entry(props: { entry: TimelineEntry; protocol: Protocol | undefined }) {
  const word = () => {
    const { inputState, outputState } = props.entry
    if (inputState != null) return inputWords[inputState]
    return outputState == null ? '' : outputWord(outputState, props.protocol ?? 'RTMP')
  }
  const evidence = () => props.entry.failure?.evidence
  return (
    <li data-kind={props.entry.kind}>
      <time datetime={props.entry.at} title={props.entry.at}>
        {timeAndDay(props.entry.at)}
      </time>
      <span class="min-w-0">
        <Switch fallback={<span class="text-ink-3">{kindWord(props.entry.kind)}</span>}>
          <Match when={props.entry.inputState ?? props.entry.outputState}>
            {(state) => <StateBadge state={state()} word={word()} />}
          </Match>
        </Switch>
      </span>
      <div class="what">
        <Show when={props.entry.incidentId} fallback={props.entry.text === word() ? '' : props.entry.text}>
          {(id) => (
            <a class="link" href={addressOf(`/incidents/${id()}`)}>
              {props.entry.text}
            </a>
          )}
        </Show>
        <Show when={evidence()}>
          <code class="block text-ink-3">{evidence()}</code>
        </Show>
      </div>
    </li>
  )
}

function kindWord(kind: TimelineKind): string {
  return kind === 'STATE' ? 'State' : (kindWords[kind] ?? '')
}
