import { Show } from 'solid-js'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { count } from '../parts/format.ts'
import { Shape } from '../parts/Shape.tsx'

const program = graphql(`
  fragment Program on Component {
    healthy
    version
    detail
    since
  }
`)

const fragment = graphql(`
  fragment SystemLine on System {
    mediamtx {
      ...Program
    }
    ffmpeg {
      ...Program
    }
    processes
    udpPortsFree
  }
`)

/** Whether the programs that everything rests on are well. Its place is always there. */
export function SystemLine() {
  const live = useLive()
  const system = () => readFragment(fragment, live.system())
  return (
    <p class="flex min-h-5 flex-wrap items-center gap-x-5 gap-y-1 text-ink-3" data-part="system">
      <Show when={system()}>
        {(now) => (
          <>
            <Program name="MediaMTX" program={now().mediamtx} />
            <Program name="FFmpeg" program={now().ffmpeg} />
            <span>
              {now().processes} sending, {count(now().udpPortsFree, 'UDP port')} free
            </span>
          </>
        )}
      </Show>
    </p>
  )
}

function Program(props: { name: string; program: FragmentType<typeof program> }) {
  const now = () => readFragment(program, props.program)
  // one that was never seen is on its way, not broken
  const state = () => (now().healthy ? 'live' : now().since == null ? 'starting' : 'failed')
  return (
    <span
      class="inline-flex items-center gap-1.5"
      data-state={state()}
      title={[now().version, now().detail].filter(Boolean).join(', ')}
    >
      <span class="text-(--st)">
        <Shape of={state()} />
      </span>
      <span classList={{ 'font-medium text-fail-text': state() === 'failed' }}>
        {[props.name, short(now().version)].filter(Boolean).join(' ')}
        <Show when={!now().healthy}>: {now().detail ?? 'not running'}</Show>
      </span>
    </span>
  )
}

/** `7.0` of `n7.0-7-gd38bf5e08e-20240407`, as FFmpeg's builds name themselves. */
function short(version: string | null | undefined): string | null | undefined {
  return version?.match(/\d+(\.\d+)+/)?.[0] ?? version
}
