import Counter from 'prom-client/lib/counter.js'
import Gauge from 'prom-client/lib/gauge.js'
import Histogram from 'prom-client/lib/histogram.js'
import Registry from 'prom-client/lib/registry.js'
import type { HistogramReading } from '../../domain/histogram.ts'
import type { Family, Labels, Watched } from './family.ts'
import { inputFamilies, outputFamilies } from './objectFamilies.ts'
import { serverFamilies } from './serverFamilies.ts'

export const contentType = Registry.PROMETHEUS_CONTENT_TYPE

/** The text that Prometheus reads, of what is watched at that moment. */
export class Exposition {
  readonly #registry = new Registry()
  readonly #updates = [...inputFamilies, ...outputFamilies, ...serverFamilies].map((family) => register(family, this.#registry))

  text(watched: Watched): Promise<string> {
    for (const update of this.#updates) update(watched)
    return this.#registry.metrics()
  }
}

/** Returns what brings a family up to date: from nothing each time, so that what was deleted is gone. */
function register(family: Family, registry: Registry): (watched: Watched) => void {
  const { name, help, labels } = family
  const described = { name, help, labelNames: [...labels], registers: [registry] }
  if (family.type === 'histogram') {
    const histogram = new CountedHistogram(described)
    return (watched) => void (histogram.counted = [...family.read(watched)])
  }
  if (family.type === 'gauge') {
    const gauge = new Gauge(described)
    return (watched) => {
      gauge.reset()
      for (const { labels: of, value } of family.read(watched)) gauge.set(of, value)
    }
  }
  const counter = new Counter(described)
  return (watched) => {
    counter.reset()
    for (const { labels: of, value } of family.read(watched)) counter.inc(of, value)
  }
}

/** Tells what was counted elsewhere. */
class CountedHistogram extends Histogram {
  counted: { labels: Labels; value: HistogramReading }[] = []
  readonly #described: { name: string; help: string }

  constructor(described: { name: string; help: string; labelNames: string[]; registers: Registry[] }) {
    super(described)
    this.#described = described
  }

  override async get() {
    const { name, help } = this.#described
    const values = this.counted.flatMap(({ labels, value: { bounds, counts, sum, count } }) => [
      ...bounds.map((le, at) => ({
        labels: { ...labels, le: String(le) },
        value: counts[at] ?? 0,
        metricName: `${name}_bucket`,
      })),
      { labels: { ...labels, le: '+Inf' }, value: count, metricName: `${name}_bucket` },
      { labels, value: sum, metricName: `${name}_sum` },
      { labels, value: count, metricName: `${name}_count` },
    ])
    return { name, help, type: 'histogram' as const, values, aggregator: 'sum' }
  }

  /** What the registry asks for in place of `get` where it is there. */
  getForPromString() {
    return this.get()
  }
}
