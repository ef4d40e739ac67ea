import Check from 'lucide-solid/icons/check'
import { Show } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { timeAndDay, timeOfDay } from '../parts/format.ts'
import { StateBadge } from '../parts/StateBadge.tsx'
import { Duration } from '../parts/Times.tsx'
import { isCarrying } from '../parts/words.ts'
import { affectedWords, endWord, isGrave, titleParts, type Look, type ToldIncident } from './words.ts'
import { addressOf } from '../url/address.ts'

export type ListedIncident = ToldIncident & { id: string; openedAt: string }

interface Props {
  incident: ListedIncident
  /** Of an open one. */
  look?: Look | undefined
  /** What the lane shows: until now, as many hours. */
  hours: number
}

/** One cause in a line: how it is, what and why, whom it concerns, since when, how long, and where it lies in time. */
export function IncidentRow(props: Props) {
  const live = useLive()
  const isOpen = () => props.incident.closedAt == null
  /** Outputs that send a damaged feed now. */
  const passing = () => {
    const { inputId, outputIds } = props.incident
    if (!isOpen() || inputId == null || outputIds.length > 0) return 0
    return live.outputsOf(inputId).filter((output) => isCarrying(output)).length
  }
  const parts = () => titleParts(props.incident)
  const place = () => {
    const now = live.now()
    const whole = props.hours * 3_600_000
    const part = (iso: string) => Math.min(1, Math.max(0, 1 - (now - Date.parse(iso)) / whole))
    const { openedAt, closedAt } = props.incident
    const from = part(openedAt)
    const to = closedAt == null ? 1 : part(closedAt)
    // to a tenth of a percent: not another place with each second
    return { '--from': `${Math.floor(from * 1000) / 10}%`, '--part': `${Math.ceil((to - from) * 1000) / 10}%` }
  }
  return (
    <li class="incident" classList={{ 'incident-open': isOpen() }} data-incident={props.incident.id}>
      <Show
        when={props.look}
        fallback={
          <span class="badge">
            <Show when={endWord(props.incident) === 'Over'}>
              <Check size={12} strokeWidth={1.75} aria-hidden="true" />
            </Show>
            <span>{endWord(props.incident)}</span>
          </span>
        }
      >
        {(look) => <StateBadge state={look().state} word={look().word} flapping={look().flapping} drops={look().drops} />}
      </Show>
      <div class="incident-what" title={props.incident.title}>
        <a href={addressOf(`/incidents/${props.incident.id}`)}>
          <b>{parts()[0]}</b> <span>{parts()[1]}</span>
        </a>
      </div>
      <span class="incident-affected">{affectedWords(props.incident, passing())}</span>
      <time class="incident-opened" datetime={props.incident.openedAt} title={timeAndDay(props.incident.openedAt)}>
        <span class="sr-only">since </span>
        {timeOfDay(props.incident.openedAt)}
      </time>
      <span class="incident-lasted">
        <span class="sr-only">for </span>
        <Duration from={props.incident.openedAt} to={props.incident.closedAt} />
      </span>
      <span class="incident-lane" aria-hidden="true">
        <i
          classList={{
            grave: props.look ? ['FAILED', 'LOST'].includes(props.look.state) && !props.look.flapping : isGrave(props.incident),
          }}
          style={place()}
        />
      </span>
    </li>
  )
}
