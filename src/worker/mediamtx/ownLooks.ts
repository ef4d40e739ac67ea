import { looksFrom } from './rtspLook.ts'

/** Tells MediaMTX's lines about our own looks at its streams from those about others, which alone are of interest. */
export class OwnLooks {
  readonly #sessions = new Set<string>()
  readonly #ports = new Set<string>()
  #isOwnPort: (port: number) => boolean = () => false

  /** Connections that begin at these TCP ports of this machine are looks of ours, too. */
  hide(isOwnPort: (port: number) => boolean): void {
    this.#isOwnPort = isOwnPort
  }

  isAboutOne(text: string): boolean {
    if (!text.startsWith('[RTSP] [')) return false
    if (text.startsWith(`[RTSP] [conn ${looksFrom}:`)) return true
    const [, port, news] = /^\[RTSP\] \[conn 127\.0\.0\.1:(\d+)\] (.*)$/s.exec(text) ?? []
    if (port !== undefined && news !== undefined) return this.#isOwnConnection(port, news)
    const [, session, what] = /^\[RTSP\] \[session (\w+)\] (.*)$/s.exec(text) ?? []
    if (session === undefined || what === undefined) return false
    const from = /^created by 127\.0\.0\.1:(\d+)/.exec(what)?.[1]
    if (what.startsWith(`created by ${looksFrom}:`) || (from !== undefined && this.#ports.has(from))) this.#sessions.add(session)
    const isOurs = this.#sessions.has(session)
    if (what.startsWith('destroyed')) this.#sessions.delete(session)
    return isOurs
  }

  /** MediaMTX ended, and all sessions with it. */
  forget(): void {
    this.#sessions.clear()
    this.#ports.clear()
  }

  #isOwnConnection(port: string, news: string): boolean {
    if (news.startsWith('opened') && this.#isOwnPort(Number(port))) this.#ports.add(port)
    const isOurs = this.#ports.has(port)
    if (news.startsWith('closed')) this.#ports.delete(port)
    return isOurs
  }
}
