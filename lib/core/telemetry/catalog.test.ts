import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type MetricName, metricOf, metrics } from './catalog'

const ROOT = join(import.meta.dirname, '../../..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const names = Object.keys(metrics) as MetricName[]

type Panel = { title: string; targets?: { expr: string }[] }
const { panels } = JSON.parse(read('deploy/grafana-dashboard.json')) as { panels: Panel[] }
const queries = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })))

/** The metric that a name in a query belongs to: a histogram has three. */
const metricNamed = (name: string) =>
  names.find((known) => {
    if (metricOf(known).kind !== 'histogram') return known === name
    return [`${known}_bucket`, `${known}_count`, `${known}_sum`].includes(name)
  })

describe('R52: the Grafana dashboard', () => {
  it.each(queries)('$title uses metrics and labels that exist', ({ expr }) => {
    const used = expr.match(/market_trak_\w+/g) ?? []
    expect(used.length).toBeGreaterThan(0)
    const known = used.map((name) => metricNamed(name))
    expect(known).not.toContain(undefined)
    // `instance` and `le` come from Prometheus.
    const labels = new Set([
      'instance',
      'le',
      ...known.flatMap((name) => (name ? metricOf(name).labels : [])),
    ])
    const inQuery = [
      ...[...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list = '']) =>
        list.split(',').map((one) => one.trim()),
      ),
      ...[...expr.matchAll(/\{(\w+)=/g)].map(([, label = '']) => label),
    ]
    expect(inQuery.filter((label) => !labels.has(label))).toEqual([])
  })

  it('shows every metric', () => {
    const shown = new Set(
      queries.flatMap(({ expr }) => (expr.match(/market_trak_\w+/g) ?? []).map(metricNamed)),
    )
    expect(names.filter((name) => !shown.has(name))).toEqual([])
  })
})

describe('R52: the list of metrics', () => {
  it('is the one in docs/observability.md', () => {
    const documented = read('docs/observability.md')
      .split('\n')
      .filter((line) => line.startsWith('| `market_trak_'))
    expect(documented).toEqual(
      names.map((name) => {
        const { kind, labels, help } = metricOf(name)
        return `| \`${name}\` | ${kind} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |`
      }),
    )
  })

  it('has no label that could be a person, a workspace or an id', () => {
    for (const name of names)
      for (const label of metricOf(name).labels)
        expect(label, name).not.toMatch(/id$|workspace|user|email|member|url|path|address/i)
  })

  it('is measured: every metric is named where it is counted, recorded or read', () => {
    const files = globSync('{lib,worker,db}/**/*.ts', { cwd: ROOT }).filter(
      (file) => !/\.test\.ts$|telemetry[\\/]catalog\.ts$/.test(file),
    )
    const source = files.map(read).join('\n')
    expect(names.filter((name) => !source.includes(`'${name}'`))).toEqual([])
  })

  it('follows the conventions of Prometheus', () => {
    for (const name of names) {
      const { kind, buckets } = metricOf(name)
      expect(name.endsWith('_total'), name).toBe(kind === 'counter')
      expect(buckets !== undefined, name).toBe(kind === 'histogram')
    }
  })
})
