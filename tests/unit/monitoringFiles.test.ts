import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { inputFamilies, outputFamilies } from '../../src/server/metrics/objectFamilies.ts'
import { serverFamilies } from '../../src/server/metrics/serverFamilies.ts'
import { alertRules, board, monitoringFolder, namesIn } from '../support/monitoringFiles.ts'

const families = [...inputFamilies, ...outputFamilies, ...serverFamilies]
const told = families.flatMap(({ name, type }) =>
  type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
)
const read = (name: string) => readFileSync(join(monitoringFolder, name), 'utf8')

describe('metrics', () => {
  it('are named as Prometheus wants them, each once', () => {
    expect(new Set(families.map(({ name }) => name)).size).toBe(families.length)
    for (const { name, type, help } of families) {
      expect(name).toMatch(/^(?:stream_manager|process)_[a-z_]+[a-z]$/)
      expect(name.endsWith('_total')).toBe(type === 'counter')
      expect(help).toMatch(/[.]$/)
    }
  })
})

describe('alerts', () => {
  it('ask for metrics that there are, and say what to do', () => {
    for (const { alert, expr, labels, annotations } of alertRules()) {
      expect(namesIn(expr).filter((name) => name !== 'up' && !told.includes(name))).toEqual([])
      expect(['critical', 'warning']).toContain(labels.severity)
      expect([annotations.summary, annotations.description].map((text) => text.length > 10)).toEqual([true, true])
      // Each is tried, with what it says.
      expect(read('alerts.test.yml')).toContain(`alertname: ${alert}\n`)
    }
  })
})

describe('the board', () => {
  it('asks for metrics that there are, of the servers that were chosen', () => {
    const queries = board.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr))
    expect(queries.length).toBeGreaterThan(20)
    for (const query of queries) {
      expect(namesIn(query).filter((name) => !told.includes(name))).toEqual([])
      const chosen = query.replaceAll(/\w+_info\b/g, '').match(/\{job=~"\$job", instance=~"\$instance"/g) ?? []
      expect(chosen, query).toHaveLength(namesIn(query).filter((name) => !name.endsWith('_info')).length)
    }
  })

  it('lays its panels side by side, each with a title', () => {
    const cells = new Set<string>()
    for (const { id, title, gridPos } of board.panels) {
      expect([title.length > 3, gridPos.x + gridPos.w <= 24, board.panels.filter((one) => one.id === id).length]).toEqual([
        true,
        true,
        1,
      ])
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(cells.has(`${x} ${y}`), title).toBe(false)
          cells.add(`${x} ${y}`)
        }
    }
  })

  it('finds its source where it is provided', () => {
    const { datasources } = parse(read('grafana/provisioning/datasources/prometheus.yml')) as {
      datasources: { uid: string; type: string }[]
    }
    expect(datasources).toMatchObject([{ uid: board.templating.list[0]?.current.value, type: 'prometheus' }])
  })
})

it('what is said of monitoring fits what docker-compose.yml gives it', () => {
  const compose = readFileSync(join(monitoringFolder, '../../docker-compose.yml'), 'utf8')
  const { services } = parse(compose, { merge: true }) as {
    services: Record<string, { volumes?: string[]; secrets?: string[]; environment?: Record<string, string> }>
  }
  expect(services.prometheus?.secrets).toEqual(['metrics_token'])
  expect(read('prometheus.yml')).toContain('/run/secrets/metrics_token')
  expect(services.app?.environment).toHaveProperty('METRICS_TOKEN')
  expect(read('prometheus.yml')).toContain("targets: ['app:8080']")
  const mounted = [services.prometheus, services.grafana].flatMap((service) => service?.volumes ?? [])
  const folder = './docker/monitoring'
  for (const [ours, theirs] of [
    ['prometheus.yml', '/etc/prometheus/prometheus.yml'],
    ['alerts.yml', '/etc/prometheus/alerts.yml'],
    ['grafana/provisioning', '/etc/grafana/provisioning'],
    ['grafana/board.json', '/etc/grafana/boards/board.json'],
  ])
    expect(mounted).toContain(`${folder}/${ours}:${theirs}:ro`)
})

it('docs/metrics.md lists every metric, with its labels and in its own words', () => {
  const document = readFileSync(join(monitoringFolder, '../../docs/metrics.md'), 'utf8')
  const rows = [...document.matchAll(/^\| `(\w+)` +\| (\w+) +\| (.*?) +\| (.+?) +\|$/gm)].map(([, ...cells]) => cells)
  const expected = families.map(({ name, type, labels, help }) => [
    ...[name, type],
    labels.map((label) => `\`${label}\``).join(', '),
    help,
  ])
  expect(rows).toEqual(expected)
})
