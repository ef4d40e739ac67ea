import type { Client } from '@urql/core'
import { readAnswer } from '../api/act.ts'
import { readFragment } from '../generated/index.ts'
import { save } from '../parts/save.ts'
import type { LogFilter } from './address.ts'
import { logLine, logPage } from './documents.ts'
import type { Line } from './line.ts'
import { written } from './written.ts'

/** So many lines are asked for at once. */
const pageLength = 1000
/** No file has more; what matters is in the newest. */
const mostLines = 100_000

interface Download {
  filter: LogFilter
  whoSaid: (line: Line) => string
  /** Hears how many lines there are so far. */
  onProgress: (lines: number) => void
  signal: AbortSignal
}

/** Every line that is kept and that `filter` lets through goes into a file, oldest first. Returns what went wrong, in words, or null. */
export async function downloadLog(client: Client, { filter, whoSaid, onProgress, signal }: Download): Promise<string | null> {
  const pages: string[] = []
  let before: string | undefined
  let lines = 0
  do {
    const { data, problem } = readAnswer(await client.query(logPage, { ...filter, first: pageLength, before }).toPromise())
    if (signal.aborted) return null
    if (data === null) return `Nothing was saved. ${problem.message}`
    const page = readFragment(logLine, data.logs.lines)
    pages.push(page.map((line) => written(line, whoSaid(line))).join(''))
    before = data.logs.hasOlder ? page[0]?.id : undefined
    onProgress((lines += page.length))
  } while (before !== undefined && lines < mostLines)
  save(`log-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.txt`, 'text/plain', pages.reverse())
  return null
}
