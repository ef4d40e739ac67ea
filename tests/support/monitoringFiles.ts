import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** What docker-compose.yml gives to Prometheus and Grafana. */
export const monitoringFolder = join(import.meta.dirname, '../../docker/monitoring')

interface Board {
  panels: {
    id: number
    title: string
    gridPos: { x: number; y: number; w: number; h: number }
    targets?: { expr: string }[]
  }[]
  templating: { list: { current: { value: string | string[] } }[] }
}

export const board = JSON.parse(readFileSync(join(monitoringFolder, 'grafana/board.json'), 'utf8')) as Board

interface AlertRule {
  alert: string
  expr: string
  labels: Record<string, string>
  annotations: { summary: string; description: string }
}

export function alertRules(): AlertRule[] {
  const { groups } = parse(readFileSync(join(monitoringFolder, 'alerts.yml'), 'utf8')) as { groups: { rules: AlertRule[] }[] }
  return groups.flatMap(({ rules }) => rules)
}

/** The names of metrics in a query. */
export function namesIn(query: string): string[] {
  return query.replaceAll(/"[^"]*"/g, '""').match(/\b(?:(?:stream_manager|process)_\w+|up)\b/g) ?? []
}

/** A query of the board as Grafana would send it. */
export function asSent(query: string): string {
  return query.replaceAll('$__rate_interval', '1m').replaceAll(/\$(?:job|instance)/g, '.*')
}
