import type { Accessor } from 'solid-js'
import { graphql } from '../generated/index.ts'
import type { MetricsQuery } from '../generated/graphql.ts'
import { createPolled, type Polled } from '../live/polled.ts'
import type { HealthRange } from './ranges.ts'
import type { Subject } from './subject.ts'

const query = graphql(`
  query Metrics($inputId: ID, $outputId: ID, $range: MetricsRange!) {
    metrics(inputId: $inputId, outputId: $outputId, range: $range) {
      from
      to
      stepMs
      points {
        at
        bitrateBps
        minBitrateBps
        maxBitrateBps
        errors
        restarts
        cpuPercent
        rssBytes
      }
    }
  }
`)

export type Metrics = MetricsQuery['metrics']

/** What was measured of something, kept up to date. */
export function followMetrics(subject: Accessor<Subject>, range: Accessor<HealthRange>): Polled<MetricsQuery> {
  return createPolled(query, {
    variables: () => ({ ...subject(), range: range().range }),
    everyMs: () => range().everyMs,
  })
}
