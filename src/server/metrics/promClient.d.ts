/** One part of prom-client by its own address: the whole takes 20 MB of memory, for what is of no use here. */
declare module 'prom-client/lib/registry.js' {
  export interface Sample {
    /** Its text is kept for as long as the object is. */
    sharedLabels: Readonly<Record<string, string>>
    value: number
    /** Where it is not that of its family. */
    metricName?: string
  }

  /** What is used of it, as it is: the package's own types take the word for a type of metric for a number. */
  export default class Registry {
    static readonly PROMETHEUS_CONTENT_TYPE: string
    registerMetric(metric: {
      name: string
      get(): Promise<{ name: string; help: string; type: 'gauge' | 'counter' | 'histogram'; values: Sample[] }>
    }): void
    metrics(): Promise<string>
  }
}
