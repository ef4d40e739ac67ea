export interface Coalescer<T> {
  push(item: T): void
  /** Forgets what waits. */
  stop(): void
}

/** Hands items on in order: at once after a quiet time, then together, at most once in `everyMs`. */
export function coalesce<T>(
  everyMs: number,
  apply: (items: T[]) => void,
  now: () => number = () => performance.now(),
): Coalescer<T> {
  let waiting: T[] = []
  let appliedAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    timer = undefined
    appliedAt = now()
    const items = waiting
    waiting = []
    apply(items)
  }

  return {
    push(item) {
      waiting.push(item)
      if (timer !== undefined) return
      const rest = appliedAt + everyMs - now()
      if (rest <= 0) flush()
      else timer = setTimeout(flush, rest)
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
      waiting = []
    },
  }
}
