import { createSignal, type Accessor, type Setter } from 'solid-js'

/** As many ticks are remembered of each object: a minute of them. */
export const rememberedTicks = 60

interface Rated {
  id: string
  bitrateBps: number
}

interface Entry<Row> {
  row: Accessor<Row | undefined>
  setRow: Setter<Row | undefined>
  /** Bits per second at each remembered tick; NaN where nothing is known. */
  past: Float32Array
}

/**
 * What is measured of each object, apart from the objects: rates change every second, settings and states hardly ever.
 * A row of a list reads its own signal, so a tick costs as much as is on the screen.
 */
export class RateBook<Row extends Rated> {
  readonly #entries = new Map<string, Entry<Row>>()
  #head = 0

  /** The newest figures of one object; undefined while none are known. Tracked. */
  of(id: string): Row | undefined {
    return this.#entry(id).row()
  }

  /** Takes one tick; `missed`: how many ticks before it did not come, which stay a gap. */
  hear(rows: readonly Row[], missed = 0): void {
    for (let gap = Math.min(missed, rememberedTicks); gap > 0; gap--) this.#step()
    this.#step()
    const told = new Set<string>()
    for (const row of rows) {
      told.add(row.id)
      const entry = this.#entry(row.id)
      entry.past[this.#head] = row.bitrateBps
      entry.setRow(() => row)
    }
    for (const [id, entry] of this.#entries) {
      if (told.has(id) || entry.row() === undefined) continue
      entry.setRow(undefined)
      this.#entries.delete(id)
    }
  }

  /** Hands on the remembered bits per second of one object, oldest first; NaN is a gap. Not tracked: ask again with each tick. */
  eachPast(id: string, visit: (bitsPerSecond: number, tick: number) => void): void {
    const { past } = this.#entry(id)
    for (let tick = 0; tick < rememberedTicks; tick++) {
      visit(past[(this.#head + 1 + tick) % rememberedTicks] ?? Number.NaN, tick)
    }
  }

  #step(): void {
    this.#head = (this.#head + 1) % rememberedTicks
    for (const { past } of this.#entries.values()) past[this.#head] = Number.NaN
  }

  #entry(id: string): Entry<Row> {
    const known = this.#entries.get(id)
    if (known !== undefined) return known
    const [row, setRow] = createSignal<Row | undefined>(undefined)
    const entry = { row, setRow, past: new Float32Array(rememberedTicks).fill(Number.NaN) }
    this.#entries.set(id, entry)
    return entry
  }
}
