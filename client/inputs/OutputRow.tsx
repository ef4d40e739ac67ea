import { Show } from 'solid-js'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import { elapsed } from '../parts/format.ts'
import { Rate } from '../parts/Rate.tsx'
import { StateBadge } from '../parts/StateBadge.tsx'
import { OutputSwitch } from '../parts/RunSwitch.tsx'
import { isCarrying, outputWord, protocolWord } from '../parts/words.ts'
import { FailureStory } from './FailureStory.tsx'
import { OutputTools } from './OutputTools.tsx'
import { NextTry, RetryButton } from '../parts/RetryNow.tsx'

const fragment = graphql(`
  fragment OutputRow on Output {
    id
    name
    protocol
    url
    callerUrl
    desired
    state
    stateSince
    delivery
    flapping
    drops
    failure {
      ...FailureStory
    }
    ...RetryNow
    ...OutputTools
  }
`)

/** One output: a row, and a second one while something is wrong with it. */
export function OutputRow(props: { output: FragmentType<typeof fragment> }) {
  const live = useLive()
  const output = () => readFragment(fragment, props.output)
  const hasWhy = () => output().failure != null

  const delivery = () => {
    if (!isCarrying(output())) return ''
    if (output().protocol === 'UDP') return 'cannot be confirmed'
    return output().delivery === 'CONFIRMED' ? 'confirmed' : ''
  }

  return (
    <>
      <tr data-output={output().id} classList={{ 'has-why': hasWhy() }}>
        <td class="run">
          <OutputSwitch output={output()} />
        </td>
        <td class="st">
          <div class="flex items-center justify-between gap-2 phone:justify-start">
            <StateBadge
              state={output().state}
              word={outputWord(output().state, output().protocol)}
              flapping={output().flapping}
              drops={output().drops}
            />
            <span class="since text-ink-3">{elapsed(Date.parse(output().stateSince), live.now())}</span>
          </div>
        </td>
        <td class="nm" title={output().name}>
          {output().name}
        </td>
        <td class="pr">{protocolWord(output().protocol)}</td>
        <td class="to font-mono" title={output().url}>
          <div class="flex items-center gap-1">
            <span class="truncate">{output().url}</span>
            <Show when={output().callerUrl}>{(url) => <CopyButton text={url()} label="Copy the address for receivers" />}</Show>
          </div>
        </td>
        <td class="rt r" data-part="sent">
          <Rate bitsPerSecond={live.rates.outputs.of(output().id)?.bitrateBps} />
        </td>
        <td class="dr r" classList={{ 'text-ink-3': output().drops === 0 }}>
          {output().drops}
        </td>
        <td class="dv text-ink-3" classList={{ italic: output().protocol === 'UDP' }}>
          {delivery()}
        </td>
        <td class="more">
          <OutputTools output={output()} />
        </td>
      </tr>
      <Show when={hasWhy()}>
        <tr class="why">
          <td colspan="2" />
          <td colspan="7">
            <Show when={output().failure}>
              {(failure) => (
                <FailureStory failure={failure()} failed={output().state === 'FAILED'}>
                  <Show when={!isCarrying(output())}>
                    <NextTry output={output()} />
                    <RetryButton output={output()} />
                  </Show>
                </FailureStory>
              )}
            </Show>
          </td>
        </tr>
      </Show>
    </>
  )
}
