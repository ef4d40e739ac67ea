import { readFileSync } from 'node:fs'
import type { CDPSession } from 'playwright-core'
import type { WatchedPage } from '../../tests/support/browser.ts'
import { anonymousBytes, treeOf } from '../processTree.ts'
import { sizesIn } from './heap.ts'

/** What a page holds after everything that nobody needs was thrown away. */
export interface Weight {
  /** What its scripts made, and what the browser has for it: objects, texts, elements. */
  objectsKb: number
  /** What the engine made of its scripts, and noted while they ran. */
  codeMb: number
  nodes: number
  listeners: number
}

/** One page of the browser, and what can be asked about it from outside. */
export class Scales {
  readonly #devtools: CDPSession

  private constructor(devtools: CDPSession) {
    this.#devtools = devtools
  }

  static async of({ context, page }: WatchedPage): Promise<Scales> {
    const devtools = await context.newCDPSession(page)
    await devtools.send('Performance.enable')
    return new Scales(devtools)
  }

  async clear(): Promise<void> {
    // what the first round sets free may hold more
    for (let round = 0; round < 2; round++) await this.#devtools.send('HeapProfiler.collectGarbage')
  }

  async weigh(): Promise<Weight> {
    await this.clear()
    const of = await this.#figures()
    const { objects, code } = sizesIn(await this.#snapshot())
    return { objectsKb: objects / 1e3, codeMb: code / 1e6, nodes: of('Nodes'), listeners: of('JSEventListeners') }
  }

  /** What the page's own thread takes of one core meanwhile, percent. */
  async share(meanwhile: () => Promise<void>): Promise<number> {
    const before = await this.#figures()
    await meanwhile()
    const after = await this.#figures()
    return ((after('ThreadTime') - before('ThreadTime')) / (after('Timestamp') - before('Timestamp'))) * 100
  }

  async #snapshot(): Promise<string> {
    const chunks: string[] = []
    const take = ({ chunk }: { chunk: string }) => chunks.push(chunk)
    this.#devtools.on('HeapProfiler.addHeapSnapshotChunk', take)
    await this.#devtools.send('HeapProfiler.enable')
    await this.#devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
    // else it keeps a number for every object
    await this.#devtools.send('HeapProfiler.disable')
    this.#devtools.off('HeapProfiler.addHeapSnapshotChunk', take)
    return chunks.join('')
  }

  async #figures(): Promise<(name: string) => number> {
    const { metrics } = await this.#devtools.send('Performance.getMetrics')
    return (name) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  }
}

/** Memory of all processes of our browser that draw pages, without their program, MB. */
export function renderersMb(): number {
  const bytes = treeOf(process.pid).reduce((sum, { pid }) => sum + (isRenderer(pid) ? anonymousBytes(pid) : 0), 0)
  return bytes / 1e6
}

function isRenderer(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('--type=renderer')
  } catch {
    return false
  }
}
