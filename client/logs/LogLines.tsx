import ArrowDown from 'lucide-solid/icons/arrow-down'
import { createEffect, createMemo, on, onCleanup, onMount, Show } from 'solid-js'
import { Virtualizer, type VirtualizerHandle } from 'virtua/solid'
import { count } from '../parts/format.ts'
import { icon } from '../parts/icon.ts'
import type { LogFilter } from './address.ts'
import type { FollowedLog } from './followLog.ts'
import { LogLine } from './LogLine.tsx'

interface Props {
  log: FollowedLog
  filter: LogFilter
  label: string
  /** Id of the line that the address names. */
  line?: string | undefined
  /** A moment that the address names: what was said then is brought into sight. */
  at?: string | undefined
  /** What tells why something is not as wished: the newest line with it stands out. */
  evidence?: string | null | undefined
}

/** As long after a gesture scrolling counts as a person's. */
const gestureMs = 1500
const upKeys = new Set(['ArrowUp', 'PageUp', 'Home'])
/** As long after its layout changed it may scroll by itself. */
const layoutMs = 500
/** Older lines are fetched this far before the first one is reached. */
const nearTop = 400
/** Lines behind the addressed one that shall be in sight, too. */
const behind = 20

/** The lines of a log that is followed, only those in sight in the DOM. */
export function LogLines(props: Props) {
  let box!: HTMLDivElement
  let virtual: VirtualizerHandle | undefined
  let gestureAt = Number.NEGATIVE_INFINITY
  let isGestureUp = false
  let lastTop = 0
  let lastHeight = 0
  let laidOutAt = Number.NEGATIVE_INFINITY
  /** The line that is to be brought into sight, until it has enough around it or a person scrolls. */
  let goal: string | undefined

  const isGesture = () => performance.now() - gestureAt < gestureMs
  const gestured = (isUp: boolean): void => {
    gestureAt = performance.now()
    isGestureUp = isUp
    goal = undefined
    // not when it has moved: lines that come at this moment would move it back before
    if (isUp && box.scrollTop > 0) props.log.pause()
  }
  const fromEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight
  const atFrame = (act: () => void) => requestAnimationFrame(() => requestAnimationFrame(act))

  function toEnd(): void {
    virtual?.scrollToIndex(props.log.lines().length - 1, { align: 'end' })
    // the padding below the last line, too; its height is measured by then
    atFrame(() => {
      if (!props.log.paused()) box.scrollTop = box.scrollHeight
    })
  }
  function toGoal(): void {
    const lines = props.log.lines()
    const place = lines.findIndex(({ id }) => id === goal)
    if (place < 0) return
    virtual?.scrollToIndex(place, { align: 'center' })
    if (lines.length - place > behind) goal = undefined
  }
  createEffect(
    on(
      () => [props.line, props.at] as const,
      ([line, at]) => {
        goal = line ?? at
        atFrame(toGoal)
      },
    ),
  )
  createEffect(
    on(props.log.lines, (lines) => {
      if (!props.log.paused()) return toEnd()
      if (goal !== undefined && goal === props.at) goal = lines.at(-1)?.id
      if (goal !== undefined) atFrame(toGoal)
    }),
  )

  const evidence = createMemo(() => {
    const { evidence: text } = props
    return text ? props.log.lines().findLast((line) => line.text.includes(text))?.id : undefined
  })

  function scrolled(): void {
    const { log } = props
    const isUp = box.scrollTop < lastTop - 2
    if (box.scrollHeight !== lastHeight) laidOutAt = performance.now()
    lastTop = box.scrollTop
    lastHeight = box.scrollHeight
    // lines that turn out to be taller than they were taken for move it as well
    const isMoved = performance.now() - laidOutAt < layoutMs && !isGesture()
    if (!log.paused()) {
      if (fromEnd() > 24 && isMoved) toEnd()
      else if (isUp && fromEnd() > 24) log.pause()
    } else if (fromEnd() < 24 && !isUp && isGesture() && !isGestureUp && !log.isHeldFull()) log.resume()
    if (box.scrollTop < nearTop && log.paused() && goal === undefined) void log.loadOlder()
  }
  function resume(): void {
    goal = undefined
    props.log.resume()
    toEnd()
  }

  onMount(() => {
    const resized = new ResizeObserver(() => {
      laidOutAt = performance.now()
      if (!props.log.paused()) toEnd()
    })
    resized.observe(box)
    onCleanup(() => resized.disconnect())
  })

  return (
    <div class="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={box}
        class="log flex-1"
        classList={{ 'log-one': props.filter.outputId !== undefined }}
        role="log"
        aria-live="off"
        aria-label={props.label}
        tabindex="0"
        onScroll={scrolled}
        onWheel={(event) => gestured(event.deltaY < 0)}
        onTouchMove={() => gestured(false)}
        onPointerDown={() => gestured(false)}
        onKeyDown={(event) => gestured(upKeys.has(event.key))}
      >
        <Show
          when={props.log.lines().length > 0}
          fallback={
            <p class="px-4 py-0.5 text-ink-3">
              {props.log.problem() ??
                (props.log.known() ? (props.filter.search ? 'No line has this text.' : 'No lines yet.') : '')}
            </p>
          }
        >
          <Virtualizer
            data={props.log.lines()}
            ref={(handle) => (virtual = handle)}
            scrollRef={box}
            startMargin={8}
            itemSize={24}
            shift={props.log.grewAtFront()}
          >
            {(line) => (
              <LogLine
                line={line}
                filter={props.filter}
                isAddressed={line.id === props.line}
                isEvidence={line.id === evidence()}
              />
            )}
          </Virtualizer>
        </Show>
      </div>
      <Show when={props.log.lines().length > 0 && props.log.problem()}>
        {(words) => <p class="px-4 py-1 text-warn">{words()}</p>}
      </Show>
      <Show when={props.log.paused()}>
        <button type="button" class="log-resume" onClick={resume}>
          <ArrowDown {...icon} />
          <span>
            Paused, <b>{props.log.isHeldFull() ? `more than ${props.log.held()}` : props.log.held()}</b>{' '}
            {count(props.log.held(), 'new line').replace(/^\d+ /, '')}. Resume
          </span>
        </button>
      </Show>
    </div>
  )
}
