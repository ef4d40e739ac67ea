/** What becomes of the ownership after a start. Each comes with a sentence for people. */
export interface OwnershipEvents {
  /** It cannot be kept for sure any more: every process must end at once, and none may start. */
  onPause(why: string): void
  /** It is held again: what is wished may run. */
  onResume(why: string): void
  /** Another manager has the database now: this one must end. Nothing follows. */
  onLost(why: string): void
}

/** The right of one manager to run the processes of its database, taken before anything is started. */
export interface Ownership {
  /** Grows by one at each start on this database. */
  readonly epoch: number
  /** The same at each start on this database, and on no other database: what its processes are known by. */
  readonly instanceId: string
  /** Whether processes may run and be started now. */
  mayStart(): boolean
  /** For how many more milliseconds they may run should we hear nothing further, or be frozen; Infinity: for ever. */
  holdsForMs(): number
  /** What is wrong with it, in words; null: nothing. */
  trouble(): string | null
  /** Returns the way to end it. */
  listen(events: Partial<OwnershipEvents>): () => void
  /** Tells where this manager serves, for those that are refused because of it. */
  servesAt(url: string): Promise<void>
  /** Once nothing of ours runs any more: the next manager need not wait. Never rejects. */
  release(): Promise<void>
}

/** The environment variable that every process of ours has. */
export const markerName = 'STREAM_MANAGER_RUN'

/** Its value: which database, and which start. The last character keeps start 1 from being found in start 12. */
export function markerOf({ instanceId, epoch }: Pick<Ownership, 'instanceId' | 'epoch'>): string {
  return `${instanceId}:${epoch};`
}

/** The epoch that a marker names; null when it is of another database, or none. */
export function epochOfMarker(value: string, instanceId: string): number | null {
  const [, id, epoch] = /^(.+):(\d+);$/.exec(value) ?? []
  return id === instanceId ? Number(epoch) : null
}
