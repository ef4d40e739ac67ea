import { Show } from 'solid-js'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { Cell } from '../parts/DataList.tsx'
import { audioWords, videoWords } from './tracksWords.ts'

const fragment = graphql(`
  fragment SignalCell on Input {
    state
    tracks {
      kind
      codec
      width
      height
      sampleRate
    }
    failure {
      message
    }
  }
`)

/** What the feed carries; without a feed, why there is none. */
export function SignalCell(props: { input: FragmentType<typeof fragment> }) {
  const input = () => readFragment(fragment, props.input)
  const why = () => input().failure?.message ?? (input().state === 'WAITING' ? 'waiting for packets' : 'no signal')
  return (
    <Show
      when={input().tracks.length > 0}
      fallback={
        <Cell class="sig" title={why()}>
          <span class="text-ink-3">{why()}</span>
        </Cell>
      }
    >
      <Cell class="sig" title={input().failure?.message}>
        <span>{videoWords(input().tracks) || 'no picture'}</span>{' '}
        <span class="ml-1 text-ink-3">{audioWords(input().tracks) || 'no sound'}</span>
      </Cell>
    </Show>
  )
}
