import './incidents.css'
import { useParams } from '@solidjs/router'
import Check from 'lucide-solid/icons/check'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { For, Show } from 'solid-js'
import { usePageTitle } from '../frame/pageTitle.ts'
import { graphql } from '../generated/index.ts'
import type { IncidentDetailQuery } from '../generated/graphql.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { createPolled } from '../live/polled.ts'
import { logAddress } from '../logs/address.ts'
import { NotThere } from '../parts/NotThere.tsx'
import { FailureBox } from '../parts/FailureBox.tsx'
import { timeAndDay } from '../parts/format.ts'
import { smallIcon } from '../parts/icon.ts'
import { StateBadge } from '../parts/StateBadge.tsx'
import { Duration } from '../parts/Times.tsx'
import { Affected } from './Affected.tsx'
import { endWord, kindOf, lookOf } from './words.ts'
import { addressOf } from '../url/address.ts'

const query = graphql(`
  query IncidentDetail($id: ID!) {
    incident(id: $id) {
      id
      title
      cause
      inputId
      inputName
      outputIds
      outputNames
      openedAt
      closedAt
      ending
      failure {
        ...FailureBox
      }
      entries {
        at
        text
      }
    }
  }
`)
type Incident = NonNullable<IncidentDetailQuery['incident']>

/** Counts in it go on while it lasts; what is over stays as it is. */
const openEveryMs = 3000
const closedEveryMs = 10 * 60_000

/** `/incidents/:id`: one cause, why, what happened in it, and whom it concerns. */
export function IncidentPage() {
  const live = useLive()
  const params = useParams<{ id: string }>()
  const { data, problem } = createPolled(query, {
    variables: () => ({ id: params.id }),
    everyMs: () => (live.incidents.get(params.id) === undefined ? closedEveryMs : openEveryMs),
    hint: () => {
      const now = live.incidents.get(params.id)
      return `${now?.title} ${now?.outputIds.length}`
    },
  })
  usePageTitle(() => data()?.incident?.title ?? 'Incident')
  return (
    <div class="incident-page">
      <nav class="crumb" aria-label="Breadcrumb">
        <a href={addressOf('/incidents')}>Incidents</a>
        <ChevronRight {...smallIcon} />
        <span>{params.id}</span>
      </nav>
      <Show when={problem()}>{(words) => <p class="mb-3 text-warn">{words()}</p>}</Show>
      <Show when={data()}>
        {(answer) => (
          <Show
            when={answer().incident}
            fallback={
              <>
                <h1 class="mb-4">Incident</h1>
                <NotThere
                  what="incident"
                  why="It may be so old that it is kept no more."
                  list={{ href: '/incidents', name: 'All incidents' }}
                />
              </>
            }
          >
            {(incident) => <Detail incident={incident()} />}
          </Show>
        )}
      </Show>
    </div>
  )
}

function Detail(props: { incident: Incident }) {
  const live = useLive()
  const isOpen = () => props.incident.closedAt == null
  const look = () => lookOf(props.incident, { input: (id) => live.inputs.get(id), output: (id) => live.outputs.get(id) })
  const logs = () => {
    const { inputId, outputIds, cause, openedAt } = props.incident
    const kind = kindOf(props.incident)
    const at = openedAt
    if (kind === 'OUTPUT') return logAddress({ outputId: outputIds[0], at })
    if (kind === 'INPUT') return logAddress({ inputId: inputId ?? undefined, at })
    return logAddress({ source: cause === 'MEDIAMTX_DOWN' ? 'MEDIAMTX' : undefined, at })
  }
  return (
    <>
      <div class="incident-title">
        <h1>{props.incident.title}</h1>
        <Show
          when={isOpen()}
          fallback={
            <span class="badge badge-large">
              <Show when={endWord(props.incident) === 'Over'}>
                <Check size={14} strokeWidth={1.75} aria-hidden="true" />
              </Show>
              <span>{endWord(props.incident)}</span>
            </span>
          }
        >
          <StateBadge large state={look().state} word={look().word} flapping={look().flapping} drops={look().drops} />
        </Show>
      </div>
      <dl class="facts incident-facts">
        <div>
          <dt>Opened</dt>
          <dd>
            <time datetime={props.incident.openedAt}>{timeAndDay(props.incident.openedAt)}</time>
          </dd>
        </div>
        <div>
          <dt>{isOpen() ? 'Lasts' : 'Lasted'}</dt>
          <dd>
            <Duration from={props.incident.openedAt} to={props.incident.closedAt} />
          </dd>
        </div>
        <Show when={props.incident.closedAt}>
          {(closedAt) => (
            <div>
              <dt>{endWord(props.incident)}</dt>
              <dd>
                <time datetime={closedAt()}>{timeAndDay(closedAt())}</time>
              </dd>
            </div>
          )}
        </Show>
      </dl>
      <div class="incident-columns">
        <div class="min-w-0">
          <section aria-label="Why">
            <Show
              when={props.incident.failure}
              fallback={
                <a class="link" href={addressOf(logs())}>
                  The log of that time
                </a>
              }
            >
              {(failure) => (
                <FailureBox
                  failure={failure()}
                  logHref={logs()}
                  logText={`The log from ${timeAndDay(props.incident.openedAt)}`}
                />
              )}
            </Show>
          </section>
          <section aria-labelledby="incident-course">
            <h2 id="incident-course" class="group">
              How it went
            </h2>
            <ol class="incident-entries">
              <For each={props.incident.entries}>
                {(entry) => (
                  <li>
                    <time datetime={entry.at}>{timeAndDay(entry.at)}</time>
                    <span>{entry.text}</span>
                  </li>
                )}
              </For>
            </ol>
          </section>
        </div>
        <Affected incident={props.incident} />
      </div>
    </>
  )
}
