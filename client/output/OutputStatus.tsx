import KeyRound from 'lucide-solid/icons/key-round'
import SlidersHorizontal from 'lucide-solid/icons/sliders-horizontal'
import { Match, Show, Switch } from 'solid-js'
import type { OutputState } from '../generated/graphql.ts'
import { StateHistory } from '../history/StateHistory.tsx'
import { useLive } from '../live/LiveProvider.tsx'
import { logAddress } from '../logs/address.ts'
import { FailureBox } from '../parts/FailureBox.tsx'
import { smallIcon } from '../parts/icon.ts'
import { LogView } from '../parts/LogView.tsx'
import { BeforeStop } from './BeforeStop.tsx'
import { CallerAddress } from './CallerAddress.tsx'
import type { OutputDetail } from './detail.ts'
import { leadWords, meaningWords } from './leadWords.ts'
import { OutputFacts } from './OutputFacts.tsx'
import { OutputFigures } from './OutputFigures.tsx'
import { remedyOf } from './remedy.ts'
import { RetryBox } from './RetryBox.tsx'
import { addressOf } from '../url/address.ts'

/** Where figures of what is sent tell something. */
const sends: ReadonlySet<OutputState> = new Set<OutputState>(['LIVE', 'DEGRADED', 'LISTENING', 'RECONNECTING'])

/** How an output is now, why, and what to do; which states it had, and its newest lines. */
export function OutputStatus(props: { output: OutputDetail }) {
  const live = useLive()
  const inputName = () => live.inputs.get(props.output.inputId)?.name ?? 'Its input'
  const meaning = () => meaningWords(props.output.state, props.output.protocol, inputName())
  const logs = (at?: string) => logAddress({ outputId: props.output.id, at })
  return (
    <>
      <div class="output-status">
        <h2 class="output-lead">{leadWords(props.output)}</h2>
        <section class="output-story" aria-label="How it is">
          <Switch>
            <Match when={props.output.failure}>
              {(failure) => (
                <FailureBox failure={failure()} logHref={logs(failure().lastSeenAt)} remedy={<Remedy output={props.output} />} />
              )}
            </Match>
            <Match when={meaning()}>
              <p class="max-w-[76ch] text-read">{meaning()}</p>
              <Show when={props.output.state === 'STOPPED'}>
                <BeforeStop output={props.output} />
              </Show>
            </Match>
          </Switch>
          <Show when={props.output.callerUrl}>
            {(url) => <CallerAddress id={props.output.id} name={props.output.name} url={url()} />}
          </Show>
          <Show when={sends.has(props.output.state)}>
            <OutputFigures output={props.output} />
          </Show>
        </section>
        <aside class="output-side" aria-label="Retry and facts">
          <RetryBox output={props.output} />
          <OutputFacts output={props.output} />
        </aside>
      </div>
      <StateHistory subject={{ outputId: props.output.id }} name={props.output.name} stateSince={props.output.stateSince} />
      <section class="output-log" aria-label="Newest log lines">
        <div class="section-head">
          <h2>Newest log lines</h2>
          <a class="link ml-auto inline-flex items-center" href={addressOf(logs())}>
            All its lines
          </a>
        </div>
        <div class="output-log-box">
          <LogView
            filter={{ outputId: props.output.id, level: 'INFO' }}
            label={`Newest log lines of ${props.output.name}`}
            evidence={props.output.failure?.evidence}
          />
        </div>
      </section>
    </>
  )
}

/** The button that does what the first advice says, where there is one. */
function Remedy(props: { output: OutputDetail }) {
  const settings = () => `/outputs/${props.output.id}?tab=settings`
  return (
    <Show when={remedyOf(props.output)}>
      {(remedy) => (
        <a
          class="btn btn-small output-remedy"
          href={addressOf(`${settings()}${remedy().secret === undefined ? '' : `&replace=${remedy().secret}`}`)}
        >
          <Show when={remedy().words !== 'Change settings'} fallback={<SlidersHorizontal {...smallIcon} />}>
            <KeyRound {...smallIcon} />
          </Show>
          {remedy().words}
        </a>
      )}
    </Show>
  )
}
