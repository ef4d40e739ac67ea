import type { Client } from '@urql/core'
import { batch, createEffect, createSignal, on, onCleanup, untrack, type Accessor } from 'solid-js'
import { readAnswer } from '../api/act.ts'
import { follow } from '../api/follow.ts'
import type { Connection } from '../api/socket.ts'
import { readFragment } from '../generated/index.ts'
import { coalesce } from '../live/coalesce.ts'
import type { LogFilter, LogPlace } from './address.ts'
import { logLine, logLines, logPage } from './documents.ts'
import type { Line } from './line.ts'
import { emptyWindow, withNewer, withOlder, type LogWindow } from './window.ts'

const drawEveryMs = 500
/** Lines that are there at first, and that are fetched at once from before. */
const pageLength = 200
/** What could not be read is asked for again. */
const againMs = 3000

export interface FollowedLog {
  lines: Accessor<readonly Line[]>
  /** Whether `lines` changed last at their beginning. */
  grewAtFront: Accessor<boolean>
  /** How many lines were said since it was paused. */
  held: Accessor<number>
  /** Whether there are more than `held`, which are read when it is resumed. */
  isHeldFull: Accessor<boolean>
  paused: Accessor<boolean>
  hasOlder: Accessor<boolean>
  /** False until it is known whether there are lines. */
  known: Accessor<boolean>
  pause: () => void
  resume: () => void
  loadOlder: () => Promise<void>
  /** Why there are no lines, in words. */
  problem: Accessor<string | null>
}

export interface FollowParts {
  client: Client
  connection: Connection
  filter: Accessor<LogFilter>
  place: Accessor<LogPlace>
  /** The server's time, milliseconds. */
  now: Accessor<number>
}

/**
 * Follows the log that `filter` names: the last lines first, then live; after a lost connection it goes on where it was. With a place
 * it begins there, paused.
 */
export function followLog({ client, connection, filter, place, now }: FollowParts): FollowedLog {
  const [view, setView] = createSignal<LogWindow>(emptyWindow)
  const [grewAtFront, setGrewAtFront] = createSignal(false)
  const [held, setHeld] = createSignal(0)
  const [paused, setPaused] = createSignal(false)
  const [problem, setProblem] = createSignal<string | null>(null)
  const [known, setKnown] = createSignal(false)
  let lastId = 0
  let pausedAt = 0
  let isLoading = false
  let isOlderKnown = false
  let end = (): void => undefined

  const draw = coalesce<Line>(drawEveryMs, (fresh) => {
    batch(() => {
      setKnown(true)
      if (fresh.length === 0) return
      setGrewAtFront(false)
      setView((before) => withNewer(before, fresh, !paused()))
      // as many as were asked for: there may be more, which is seen when somebody looks
      if (!isOlderKnown && view().lines.length >= pageLength) {
        isOlderKnown = true
        setView((before) => ({ ...before, hasOlder: true }))
      }
      if (paused()) setHeld((count) => count + fresh.filter(({ at }) => Date.parse(at) >= pausedAt).length)
    })
    if (!view().isAtEnd) end()
  })
  onCleanup(() => draw.stop())

  function hear(line: Line): void {
    // the old connection and the new one may both bring the same line
    if (Number(line.id) <= lastId) return
    lastId = Number(line.id)
    draw.push(line)
  }

  function pause(): void {
    if (paused()) return
    pausedAt = now()
    setPaused(true)
  }

  function forget(isPaused: boolean): void {
    lastId = 0
    isOlderKnown = false
    draw.stop()
    batch(() => {
      setView(emptyWindow)
      setGrewAtFront(false)
      setKnown(false)
      setHeld(0)
      setPaused(isPaused)
    })
    pausedAt = now()
  }

  const ask = async (range: { before?: string | undefined; until?: string | undefined }) => {
    const answer = await client.query(logPage, { ...filter(), ...range, first: pageLength }).toPromise()
    const { data, problem: failed } = readAnswer(answer)
    setProblem(failed?.message ?? null)
    return data && { lines: readFragment(logLine, data.logs.lines), hasOlder: data.logs.hasOlder }
  }

  /** The lines up to the place. */
  async function goTo({ line, at }: LogPlace, isCurrent: () => boolean): Promise<void> {
    const page = await ask(line === undefined ? { until: at } : { before: String(Number(line) + 1) })
    if (!isCurrent()) return
    if (page === null) {
      await new Promise((resolve) => setTimeout(resolve, againMs))
      return isCurrent() ? goTo({ line, at }, isCurrent) : undefined
    }
    lastId = Number(page.lines.at(-1)?.id ?? 0)
    isOlderKnown = true
    batch(() => {
      setKnown(page.lines.length > 0)
      setView({ lines: page.lines, hasOlder: page.hasOlder, isAtEnd: true })
    })
  }

  function listen(after: string | null): void {
    const from = () => (lastId === 0 ? after : String(lastId))
    const unsubscribe = follow(client, logLines, () => ({ ...filter(), last: pageLength, after: from() }), {
      heard: (data) => hear(readFragment(logLine, data.logLines)),
      failed: (failed) => setProblem(failed?.message ?? null),
    })
    // where nothing comes there is nothing
    const silence = setTimeout(() => setKnown(true), 2 * drawEveryMs)
    end = () => {
      clearTimeout(silence)
      unsubscribe()
    }
  }

  const [opening, open] = createSignal<LogPlace>(placeOf(place()))
  createEffect(on([() => JSON.stringify(filter())], () => open(placeOf(untrack(place))), { defer: true }))
  createEffect(
    on(
      () => place().line,
      (line) => {
        if (line === undefined) return
        if (view().lines.some(({ id }) => id === line)) pause()
        else open(placeOf(place()))
      },
      { defer: true },
    ),
  )

  let opened: LogPlace | null = null
  createEffect(
    on([opening, connection.generation], ([begin]) => {
      let isCurrent = true
      onCleanup(() => {
        isCurrent = false
        end()
      })
      setProblem(null)
      const isAgain = opened === begin
      opened = begin
      const isPlaced = begin.line !== undefined || begin.at !== undefined
      if (!isAgain) forget(isPlaced)
      if (isAgain && lastId !== 0) {
        if (view().isAtEnd) listen(String(lastId))
      } else if (isPlaced) void goTo(begin, () => isCurrent).then(() => isCurrent && listen(String(lastId)))
      else listen(null)
    }),
  )

  return {
    ...{ grewAtFront, held, paused, problem, known, pause },
    lines: () => view().lines,
    isHeldFull: () => !view().isAtEnd,
    hasOlder: () => view().hasOlder,
    resume: () => {
      if (!view().isAtEnd) return void open({})
      batch(() => {
        setHeld(0)
        setPaused(false)
      })
    },
    loadOlder: async () => {
      const first = view().lines[0]
      if (first === undefined || isLoading || !view().hasOlder) return
      isLoading = true
      isOlderKnown = true
      const page = await ask({ before: first.id }).finally(() => (isLoading = false))
      if (page === null || view().lines[0] !== first) return
      batch(() => {
        setGrewAtFront(true)
        setView((before) => withOlder(before, page.lines, page.hasOlder))
      })
      if (!view().isAtEnd) end()
    },
  }
}

/** What an address says that is none is no place. */
function placeOf({ line, at }: LogPlace): LogPlace {
  if (line !== undefined && /^\d{1,15}$/.test(line)) return { line }
  return at !== undefined && Number.isFinite(Date.parse(at)) ? { at: new Date(at).toISOString() } : {}
}
