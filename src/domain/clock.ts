/** Time as the product sees it; injected, so that rules about time are tested without waiting. */
export interface Clock {
  /** Monotonic milliseconds: only differences mean something. Deadlines use this. */
  now(): number
  /** Wall-clock time, for people and for the database. */
  date(): Date
  /** Resolves after `ms`, or at once when `signal` aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** A number in [0, 1), as Math.random gives it. */
export type Random = () => number
