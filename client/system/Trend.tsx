import { createEffect, onMount, untrack } from 'solid-js'
import { theme } from '../frame/theme.ts'
import { rememberedTicks } from '../live/rates.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { drawPast } from '../parts/Sparkline.tsx'
import { whileVisible } from '../parts/whileVisible.ts'

/** What a figure was since the page was opened, a minute at most. Null: not known, a gap. */
export function Trend(props: { value: number | null }) {
  const live = useLive()
  const past = new Float32Array(rememberedTicks).fill(Number.NaN)
  let canvas!: HTMLCanvasElement
  onMount(() => {
    const visible = whileVisible(canvas)
    createEffect(() => {
      live.tick()
      past.copyWithin(0, 1)
      past[rememberedTicks - 1] = untrack(() => props.value) ?? Number.NaN
    })
    createEffect(() => {
      live.tick()
      theme()
      if (visible()) drawPast(canvas, (visit) => past.forEach((value, tick) => visit(value, tick)))
    })
  })
  return <canvas ref={canvas} class="spark" aria-hidden="true" />
}
