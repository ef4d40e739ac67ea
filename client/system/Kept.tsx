import { For } from 'solid-js'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'

const fragment = graphql(`
  fragment Kept on System {
    retention {
      logLines
      incidents
      timelineEntries
      metricsDays
      stateHistoryDays
    }
  }
`)

/** How long what was seen is kept. */
export function Kept(props: { system: FragmentType<typeof fragment> }) {
  const kept = () => readFragment(fragment, props.system).retention
  const whole = new Intl.NumberFormat('en')
  const pairs = () => [
    ['Log', `the newest ${whole.format(kept().logLines)} lines of each input, output and program`],
    ['Incidents', `the newest ${whole.format(kept().incidents)}`],
    ['Events', `the newest ${whole.format(kept().timelineEntries)} of each input and output`],
    ['Measurements', `${kept().metricsDays} days`],
    ['States', `${kept().stateHistoryDays} days`],
  ]
  return (
    <section aria-labelledby="kept" class="mt-8">
      <div class="section-head">
        <h2 id="kept">Kept</h2>
      </div>
      <dl class="system-kept">
        <For each={pairs()}>
          {([name, words]) => (
            <div>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  )
}
