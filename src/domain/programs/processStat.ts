/** Linux counts CPU time in hundredths of a second for programs to read, whatever its own clock. */
const ticksPerSecond = 100
const pageBytes = 4096

export interface ProcessStat {
  /** Of the program, cut after 15 bytes. */
  name: string
  /** One letter; `Z` is one that has ended and was not taken note of. */
  state: string
  /** The pid of who started it, or of who took it over. */
  parent: number
  /** Taken so far. */
  cpuSeconds: number
  /** Of children that have ended and were taken note of. */
  endedChildrenSeconds: number
  threads: number
  /** When it began, in clock ticks since the machine's start: with the pid it names one process, and no later one. */
  startTicks: number
  rssBytes: number
}

/** Reads `/proc/PID/stat`, in which the name of a program may hold anything. Null for what is no such line. */
export function parseProcessStat(stat: string): ProcessStat | null {
  const [opened, closed] = [stat.indexOf('('), stat.lastIndexOf(')')]
  const fields = stat.slice(closed + 2).split(' ')
  const number = (at: number) => Number(fields[at])
  if (fields.length < 22 || !Number.isInteger(number(19))) return null
  return {
    name: stat.slice(opened + 1, closed),
    state: fields[0] ?? '',
    parent: number(1),
    cpuSeconds: (number(11) + number(12)) / ticksPerSecond,
    endedChildrenSeconds: (number(13) + number(14)) / ticksPerSecond,
    threads: number(17),
    startTicks: number(19),
    rssBytes: number(21) * pageBytes,
  }
}
