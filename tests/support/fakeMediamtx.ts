import type { GlobalReport, PathReport, PathSettings, SrtConnection } from '../../src/worker/mediamtx/client.ts'
import type { Request } from '../../src/worker/mediamtx/request.ts'

/** MediaMTX's control API as a test plays it: it holds paths and settings, and answers, or not, as `answers` says. */
export class FakeMediamtx {
  readonly configured = new Map<string, PathSettings>()
  /** What arrived on a path, bytes; a path that is not in it waits for its feed. */
  readonly arrived = new Map<string, number>()
  /** `METHOD last part of the address`, of changes alone. */
  readonly changes: string[] = []
  readonly refused = new Map<string, string>()
  globals: Partial<GlobalReport> = { srt: false, srtAddress: ':8890', authMethod: 'internal', authInternalUsers: [] }
  /** Null: its SRT server is off. */
  connections: SrtConnection[] | null = null
  /** To reject is to give no answer. */
  answers: () => Promise<void> = async () => {}

  readonly request: Request = async (url, { method, body }) => {
    await this.answers()
    const { pathname } = new URL(url)
    const name = decodeURIComponent(pathname.split('/').at(-1)!)
    if (method !== 'GET') this.changes.push(`${method} ${name}`)
    const refusal = method === 'GET' ? undefined : this.refused.get(name)
    if (refusal !== undefined) return Response.json({ status: 'error', error: refusal }, { status: 400 })
    if (pathname === '/v3/info') return Response.json({ version: 'v1.20.1' })
    if (pathname === '/v3/config/global/get') return Response.json(this.globals)
    if (pathname === '/v3/config/global/patch') Object.assign(this.globals, JSON.parse(String(body)))
    else if (method === 'POST') this.configured.set(name, JSON.parse(String(body)) as PathSettings)
    else if (method === 'DELETE') return this.#remove(name)
    else if (pathname === '/v3/srtconns/list')
      return this.connections ? list(this.connections) : Response.json({}, { status: 400 })
    else if (pathname === '/v3/paths/list') return list([...this.configured.keys()].map((path) => this.#report(path)))
    else return list([...this.configured].map(([path, settings]) => ({ name: path, ...settings })))
    return Response.json({ status: 'ok' })
  }

  /** Its file was touched, or it began anew: what it was told is gone. */
  forget(): void {
    this.configured.clear()
    this.arrived.clear()
    this.globals = { srt: false, srtAddress: ':8890', authMethod: 'internal', authInternalUsers: [] }
  }

  #remove(name: string): Response {
    this.arrived.delete(name)
    return Response.json({}, { status: this.configured.delete(name) ? 200 : 404 })
  }

  #report(name: string): PathReport {
    const inboundBytes = this.arrived.get(name)
    return { name, available: inboundBytes !== undefined, inboundBytes: inboundBytes ?? 0, tracks2: [{ codec: 'H264' }] }
  }
}

function list(items: readonly unknown[]): Response {
  return Response.json({ pageCount: 1, items })
}
