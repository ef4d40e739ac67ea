import type { InputState } from '../../domain/states.ts'

/** What is remembered of an input between two looks at its path. */
export interface Watched {
  state: InputState
  /** Received bytes at the last look; null: not looked at since its path was made. */
  bytes: number | null
  /** For how long received bytes have been seen not to grow. */
  silentMs: number
}

export interface Look {
  /** Null: MediaMTX does not have the path. */
  path: { available: boolean; inboundBytes: number } | null
  /** Since the last look that succeeded. */
  elapsedMs: number
}

export interface Sighting extends Watched {
  /** Whether received bytes grew since the last look. */
  grew: boolean
}

/** Without a byte for so long a feed is lost: five looks. MediaMTX itself waits 10 s. */
const lostAfterMs = 1900

/** Of a longer pause between two looks no more than this is held against the feed: we, or the machine, may have slept. */
const longestPauseMs = 1000

/** The state of an input that is wanted, after a look at its path. Pure. */
export function look(before: Watched, { path, elapsedMs }: Look): Sighting {
  if (path === null) return { state: withoutFeed(before.state), bytes: null, silentMs: 0, grew: false }
  const { available, inboundBytes } = path
  // Fewer bytes than before: MediaMTX counts a new feed.
  const grew = inboundBytes > (before.bytes === null || inboundBytes < before.bytes ? 0 : before.bytes)
  const seen = { bytes: inboundBytes, grew }
  const carried = before.state === 'LIVE' || before.state === 'DEGRADED'

  if (!available) return { ...seen, silentMs: 0, state: carried ? 'LOST' : withoutFeed(before.state) }
  if (!carried) return { ...seen, silentMs: 0, state: grew ? 'LIVE' : withoutFeed(before.state) }
  const silentMs = grew ? 0 : before.silentMs + Math.min(elapsedMs, longestPauseMs)
  return { ...seen, silentMs, state: silentMs >= lostAfterMs ? 'LOST' : before.state }
}

/** A path that vanished took its readers with it, but says nothing of the feed: it is awaited anew. */
function withoutFeed(state: InputState): InputState {
  return state === 'LOST' || state === 'FAILED' ? state : 'WAITING'
}
