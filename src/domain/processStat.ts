export interface ProcessStat {
  /** One letter; `Z` is one that has ended and was not taken note of. */
  state: string
  /** When it began, in clock ticks since the machine's start: with the pid it names one process, and no later one. */
  startTicks: number
}

/** Reads `/proc/PID/stat`, in which the name of a program may hold anything. Null for what is no such line. */
export function parseProcessStat(stat: string): ProcessStat | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const startTicks = Number(fields[19])
  return fields.length < 20 || !Number.isInteger(startTicks) ? null : { state: fields[0] ?? '', startTicks }
}
