import { Show } from 'solid-js'
import { graphql, readFragment } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { count } from '../parts/format.ts'

const fragment = graphql(`
  fragment InputsFoot on System {
    udpPortsFree
    udpPortRange {
      start
      end
    }
  }
`)

/** How many there are, how many there can be, and the keys of the list. */
export function InputsFoot() {
  const live = useLive()
  const system = () => readFragment(fragment, live.system())
  return (
    <p class="mt-5 text-ink-3">
      {count(live.inputs.items.length, 'input')}
      <Show when={system()}>
        {(known) => (
          <>
            , {count(known().udpPortsFree, 'UDP port')} free ({known().udpPortRange.start} to {known().udpPortRange.end})
          </>
        )}
      </Show>
      .{' '}
      <span class="phone:hidden">
        <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> open, <kbd>x</kbd> select, <kbd>s</kbd> start or stop, <kbd>n</kbd> new.
      </span>
    </p>
  )
}
