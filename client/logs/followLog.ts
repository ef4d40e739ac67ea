import type { Client } from '@urql/core'
import { batch, createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import type { Connection } from '../api/socket.ts'
import { graphql } from '../generated/index.ts'
import type { LogLevel, LogLinesSubscription, LogSource } from '../generated/graphql.ts'
import { coalesce } from '../live/coalesce.ts'

export type Line = LogLinesSubscription['logLines']

export interface LogFilter {
  outputId?: string | undefined
  inputId?: string | undefined
  source?: LogSource | undefined
  /** This level and worse. */
  level?: LogLevel | undefined
}

const logLines = graphql(`
  subscription LogLines($outputId: ID, $inputId: ID, $source: LogSource, $level: LogLevel, $after: ID, $last: Int) {
    logLines(outputId: $outputId, inputId: $inputId, source: $source, level: $level, after: $after, last: $last) {
      id
      at
      level
      source
      outputId
      inputId
      text
      repeated
      dropped
    }
  }
`)

/** As many lines as are kept on the page, and while it is paused. */
const mostLines = 1000
const mostHeld = 5000
const drawEveryMs = 500

export interface FollowedLog {
  lines: Accessor<Line[]>
  /** How many lines came since it was paused. */
  held: Accessor<number>
  paused: Accessor<boolean>
  pause: () => void
  resume: () => void
  /** Why there are no lines, in words. */
  problem: Accessor<string | null>
}

/** Follows the log that `filter` names: the last lines first, then live; after a lost connection it goes on where it was. */
export function followLog(client: Client, connection: Connection, filter: Accessor<LogFilter>): FollowedLog {
  const [lines, setLines] = createSignal<Line[]>([])
  const [held, setHeld] = createSignal<Line[]>([])
  const [paused, setPaused] = createSignal(false)
  const [problem, setProblem] = createSignal<string | null>(null)
  let lastId = 0

  const draw = coalesce<Line>(drawEveryMs, (fresh) => {
    if (paused()) setHeld((before) => [...before, ...fresh].slice(-mostHeld))
    else setLines((before) => [...before, ...fresh].slice(-mostLines))
  })
  onCleanup(() => draw.stop())

  function hear(line: Line): void {
    // the old connection and the new one may both bring the same line
    if (Number(line.id) <= lastId) return
    lastId = Number(line.id)
    draw.push(line)
  }

  function forget(): void {
    lastId = 0
    draw.stop()
    batch(() => {
      setLines([])
      setHeld([])
      setPaused(false)
    })
  }

  let known: string | undefined
  createEffect(
    on([() => JSON.stringify(filter()), connection.generation], ([key]) => {
      if (key !== known) forget()
      known = key
      setProblem(null)
      const variables = { ...filter(), last: 200, after: lastId === 0 ? null : String(lastId) }
      const { unsubscribe } = client.subscription(logLines, variables).subscribe((result) => {
        if (result.data !== undefined) hear(result.data.logLines)
        const refused = result.error?.graphQLErrors[0]
        if (refused !== undefined) setProblem(refused.message)
      })
      onCleanup(unsubscribe)
    }),
  )

  return {
    lines,
    held: () => held().length,
    paused,
    pause: () => setPaused(true),
    resume: () =>
      batch(() => {
        setLines((before) => [...before, ...held()].slice(-mostLines))
        setHeld([])
        setPaused(false)
      }),
    problem,
  }
}
