import { For, Show } from 'solid-js'
import { graphql, readFragment } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { count } from '../parts/format.ts'
import { Shape } from '../parts/Shape.tsx'

const fragment = graphql(`
  fragment SystemLine on System {
    mediamtx {
      healthy
      version
      detail
    }
    ffmpeg {
      healthy
      version
      detail
    }
    processes
    udpPortsFree
  }
`)

/** Whether the programs that everything rests on are well. Its place is always there. */
export function SystemLine() {
  const live = useLive()
  const system = () => readFragment(fragment, live.system())
  const parts = () => {
    const now = system()
    return now === undefined ? [] : [['MediaMTX', now.mediamtx] as const, ['FFmpeg', now.ffmpeg] as const]
  }
  return (
    <p class="flex min-h-5 flex-wrap items-center gap-x-5 gap-y-1 text-ink-3" data-part="system">
      <For each={parts()}>
        {([name, component]) => (
          <span
            class="inline-flex items-center gap-1.5"
            data-state={component.healthy ? 'live' : 'failed'}
            title={component.detail ?? undefined}
          >
            <span class="text-(--st)">
              <Shape of={component.healthy ? 'live' : 'failed'} />
            </span>
            <span classList={{ 'text-fail-text font-medium': !component.healthy }}>
              {name} {component.version ?? ''}
              <Show when={!component.healthy}>: {component.detail ?? 'not running'}</Show>
            </span>
          </span>
        )}
      </For>
      <Show when={system()}>
        {(now) => (
          <span>
            {now().processes} sending, {count(now().udpPortsFree, 'UDP port')} free
          </span>
        )}
      </Show>
    </p>
  )
}
