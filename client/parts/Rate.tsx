import { useLive } from '../live/LiveProvider.tsx'
import { megabits } from './format.ts'

/** A rate in a slot of fixed width, so that nothing beside it moves. */
export function Rate(props: { bitsPerSecond: number | undefined }) {
  return (
    <span
      class="inline-block min-w-20 text-right whitespace-nowrap"
      classList={{ 'text-ink-3': !props.bitsPerSecond, 'text-ink-1': !!props.bitsPerSecond }}
    >
      {megabits(props.bitsPerSecond ?? 0)} <span class="text-ink-3">Mb/s</span>
    </span>
  )
}

/** What an input receives now, ticking by itself. */
export function InputRate(props: { id: string }) {
  const live = useLive()
  return <Rate bitsPerSecond={live.rates.inputs.of(props.id)?.bitrateBps} />
}

/** What an output sends now, ticking by itself. */
export function OutputRate(props: { id: string }) {
  const live = useLive()
  return <Rate bitsPerSecond={live.rates.outputs.of(props.id)?.bitrateBps} />
}
