import Registry from 'prom-client/lib/registry.js'
import type { Sample } from 'prom-client/lib/registry.js'
import type { Family, Watched } from './family.ts'
import { inputFamilies, outputFamilies } from './objectFamilies.ts'
import { serverFamilies } from './serverFamilies.ts'

export const contentType = Registry.PROMETHEUS_CONTENT_TYPE

/** The text that Prometheus reads, of what is watched at that moment. */
export class Exposition {
  readonly #registry = new Registry()
  #watched: Watched | null = null

  constructor() {
    for (const family of [...inputFamilies, ...outputFamilies, ...serverFamilies]) {
      const { name, help, type } = family
      // Not by the gauges and counters of prom-client, which keep a copy of every number, found by its labels: that costs as much as the
      // rest. Nothing is kept here, so what was deleted is gone.
      this.#registry.registerMetric({ name, get: async () => ({ name, help, type, values: this.#samples(family) }) })
    }
  }

  text(watched: Watched): Promise<string> {
    this.#watched = watched
    // It asks all families before it returns.
    const text = this.#registry.metrics()
    this.#watched = null
    return text
  }

  #samples(family: Family): Sample[] {
    if (this.#watched === null) return []
    if (family.type !== 'histogram')
      return Array.from(family.read(this.#watched), ({ labels, value }) => ({ sharedLabels: labels, value }))
    const { name } = family
    return [...family.read(this.#watched)].flatMap(({ labels, value: { bounds, counts, sum, count } }) => [
      ...bounds.map((le, at) => ({
        sharedLabels: { ...labels, le: String(le) },
        value: counts[at] ?? 0,
        metricName: `${name}_bucket`,
      })),
      { sharedLabels: { ...labels, le: '+Inf' }, value: count, metricName: `${name}_bucket` },
      { sharedLabels: labels, value: sum, metricName: `${name}_sum` },
      { sharedLabels: labels, value: count, metricName: `${name}_count` },
    ])
  }
}
