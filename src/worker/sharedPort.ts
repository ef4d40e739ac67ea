import type { Cause } from '../domain/failure.ts'
import type { LogLevel } from '../domain/log.ts'

/** An output whose callers come to the shared SRT port. */
export interface SharedListener {
  outputId: string
  inputId: string
  /** Null: not encrypted. */
  passphrase: string | null
  /** What opens this output, and nothing else. */
  accessToken: string
}

export interface SharedListenerEvents {
  /** Its sight differs. */
  onChange(): void
  /** Something about its callers, for its log. Redacted. */
  onLine(level: LogLevel, text: string): void
}

/** How an output on the shared port is served, at this moment. */
export interface SharedSight {
  /** Callers are let in. */
  isOpen: boolean
  /** Nobody is let in, and who was is gone. */
  isClosed: boolean
  /** Why it cannot be opened; null while nothing speaks against it. */
  fault: Cause | null
  callers: number
  /** Whether some caller acknowledges what it gets. */
  isAcknowledged: boolean
  /** To all callers since it was first opened. */
  bytesSent: number
  bitrateBps: number
}

/** The SRT port that many outputs share: callers tell by stream id which they want. Each output costs nothing without callers. */
export interface SharedPort {
  /** Lets callers in, or goes on letting them in; with other settings those who are in are dropped. Returns at once. */
  open(listener: SharedListener, events: SharedListenerEvents): void
  /** Drops its callers and lets no more in. Returns at once. */
  close(outputId: string): void
  /** It will not be opened again. */
  forget(outputId: string): void
  sight(outputId: string): SharedSight
}
