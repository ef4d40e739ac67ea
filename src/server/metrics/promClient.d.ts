/** Parts of prom-client by their own addresses: the whole takes 20 MB of memory, for what is of no use here. */
declare module 'prom-client/lib/registry.js' {
  export { Registry as default } from 'prom-client'
}
declare module 'prom-client/lib/gauge.js' {
  export { Gauge as default } from 'prom-client'
}
declare module 'prom-client/lib/counter.js' {
  export { Counter as default } from 'prom-client'
}
declare module 'prom-client/lib/histogram.js' {
  import type { HistogramConfiguration } from 'prom-client'

  /** As it is: the package's own types take the word for its type for a number. */
  export default class Histogram {
    constructor(described: HistogramConfiguration<string>)
    get(): Promise<{
      name: string
      help: string
      type: 'histogram'
      values: { labels: Readonly<Record<string, string>>; value: number; metricName: string }[]
      aggregator: string
    }>
  }
}
