import { looksFrom } from './rtspLook.ts'

/** Tells MediaMTX's lines about our own looks at its streams from those about others, which alone are of interest. */
export class OwnLooks {
  readonly #sessions = new Set<string>()

  isAboutOne(text: string): boolean {
    if (!text.startsWith('[RTSP] [')) return false
    if (text.startsWith(`[RTSP] [conn ${looksFrom}:`)) return true
    const [, session, what] = /^\[RTSP\] \[session (\w+)\] (.*)$/s.exec(text) ?? []
    if (session === undefined || what === undefined) return false
    if (what.startsWith(`created by ${looksFrom}:`)) this.#sessions.add(session)
    const isOurs = this.#sessions.has(session)
    if (what.startsWith('destroyed')) this.#sessions.delete(session)
    return isOurs
  }

  /** MediaMTX ended, and all sessions with it. */
  forget(): void {
    this.#sessions.clear()
  }
}
