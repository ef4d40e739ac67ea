/** A sign-in of the dashboard, as its cookie tells it. */
export interface Session {
  /** Random; of no use without its signature. */
  id: string
  /** Unix time in milliseconds. */
  expiresAt: number
}
