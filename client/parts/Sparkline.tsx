import { createEffect, onMount } from 'solid-js'
import { theme } from '../frame/theme.ts'
import { rememberedTicks } from '../live/rates.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { whileVisible } from './whileVisible.ts'

interface Props {
  of: 'inputs' | 'outputs' | 'all'
  /** Of the object; with `all`: `received` or `sent`. */
  id: string
  /** `degraded` draws it in amber; anything else in grey. */
  state?: string
  /** Further classes, such as another size: `w-9 h-4`. */
  class?: string
}

/** The rate of the last minute, from zero up; what was not measured stays a gap. Drawn once a second, and only where it is seen. */
export function Sparkline(props: Props) {
  const live = useLive()
  let canvas!: HTMLCanvasElement
  onMount(() => {
    const visible = whileVisible(canvas)
    createEffect(() => {
      live.tick()
      // the colour of the line comes from the style sheet: drawn anew when it may be another
      theme()
      void props.state
      const book = live.rates[props.of]
      const { id } = props
      if (visible()) drawPast(canvas, (visit) => book.eachPast(id, visit))
    })
  })
  return <canvas ref={canvas} class={`spark ${props.class ?? ''}`} data-state={props.state} aria-hidden="true" />
}

type Visit = (bitsPerSecond: number, tick: number) => void

/** Draws what `eachPast` tells, each tick of a minute, NaN a gap, over the whole canvas. */
export function drawPast(canvas: HTMLCanvasElement, eachPast: (visit: Visit) => void): void {
  const pen = canvas.getContext('2d')
  if (pen === null) return
  const { clientWidth: width, clientHeight: height } = canvas
  const density = devicePixelRatio || 1
  if (canvas.width !== Math.round(width * density)) canvas.width = Math.round(width * density)
  if (canvas.height !== Math.round(height * density)) canvas.height = Math.round(height * density)
  pen.setTransform(density, 0, 0, density, 0, 0)
  pen.clearRect(0, 0, width, height)

  let most = 0
  eachPast((bits) => (most = bits > most ? bits : most))
  if (most === 0) return
  const step = width / (rememberedTicks - 1)
  // room above the highest, and within the edges for the width of the line
  const scale = (height - 2) / (most * 1.2)
  let isDrawing = false
  pen.beginPath()
  eachPast((bits, tick) => {
    if (Number.isNaN(bits)) {
      isDrawing = false
      return
    }
    const y = height - 1 - bits * scale
    if (isDrawing) pen.lineTo(tick * step, y)
    else pen.moveTo(tick * step, y)
    isDrawing = true
  })
  pen.strokeStyle = getComputedStyle(canvas).color
  pen.lineWidth = 1.25
  pen.lineJoin = 'round'
  pen.stroke()
}
