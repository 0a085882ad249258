import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { context, propagation, trace } from '@opentelemetry/api'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { makeLog } from '../logging/log'
import { stopEverything } from '../process/stopping'
import { builtRoutes, measureRequests, routeMatcher } from './http-requests'
import { count, isMeasuring, observe, record, stopMeasuring } from './measure'
import { withoutSecrets } from './safe-spans'
import { startTelemetry } from './start-telemetry'
import { hasMetricsToken } from './web-processes'

const settings = vi.hoisted(() => ({
  METRICS_TOKEN: undefined as string | undefined,
  OTEL_EXPORTER_OTLP_ENDPOINT: undefined as string | undefined,
  TRACES_SAMPLE_RATIO: 1,
}))
vi.mock('../settings/env', () => ({ env: () => settings }))

const held = globalThis as { marketTrakTelemetry?: boolean; marketTrakScrape?: unknown }

async function start(): Promise<() => Promise<string>> {
  settings.METRICS_TOKEN = 'a-token-of-the-scraper'
  await startTelemetry('web')
  const { readMetrics } = await import('./start-telemetry')
  return async () => (await readMetrics()) ?? ''
}

afterEach(() => {
  stopMeasuring()
  settings.METRICS_TOKEN = undefined
  held.marketTrakTelemetry = undefined
  held.marketTrakScrape = undefined
})

describe('R52: metrics', () => {
  it('measure nothing and load no SDK without a reader', async () => {
    await startTelemetry('web')
    count('market_trak_emails_total', { kind: 'campaign', result: 'accepted' })
    expect(isMeasuring()).toBe(false)
    expect(held.marketTrakScrape).toBeUndefined()
  })

  it('are read in the text format of Prometheus, under the names of the catalog', async () => {
    const read = await start()
    count('market_trak_emails_total', { kind: 'campaign', result: 'accepted' }, 3)
    record('market_trak_ledger_batch_size', 7, {})
    observe('market_trak_database_waiting', () => [[4, {}]])
    const text = await read()
    expect(text).toContain('# TYPE market_trak_emails_total counter')
    expect(text).toMatch(/^market_trak_emails_total\{kind="campaign",result="accepted"\} 3$/m)
    expect(text).toMatch(/^market_trak_ledger_batch_size_bucket\{le="4"\} 0$/m)
    expect(text).toMatch(/^market_trak_ledger_batch_size_bucket\{le="8"\} 1$/m)
    expect(text).toMatch(/^market_trak_database_waiting 4$/m)
    expect(text).toMatch(/^market_trak_process_cpu_seconds_total \d/m)
    expect(text).toMatch(/^market_trak_process_memory_bytes\{kind="resident"\} \d/m)
  })

  it('stay readable if one of them can’t be read', async () => {
    const read = await start()
    observe('market_trak_stripe_events_open', async () => {
      throw new Error('the database is down')
    })
    observe('market_trak_database_waiting', () => [[2, {}]])
    const text = await read()
    expect(text).toMatch(/^market_trak_database_waiting 2$/m)
    expect(text).not.toMatch(/^market_trak_stripe_events_open/m)
  })

  it('count requests by route pattern, and no path from outside', async () => {
    const read = await start()
    const stop = measureRequests(routeMatcher(['/campaigns/[id]', '/api/health']))
    const server = createServer((_, response) => {
      response.statusCode = 201
      response.end('ok')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    for (const path of ['/campaigns/8f14?token=secret', '/campaigns/9a2b', '/wp-admin.php', '/api/health'])
      await (await fetch(`${base}${path}`, { method: path === '/api/health' ? 'POST' : 'GET' })).text()
    server.close()
    stop()
    const text = await read()
    expect(text).toMatch(/seconds_count\{route="\/campaigns\/\[id\]",method="GET",status="2xx"\} 2$/m)
    expect(text).toMatch(/seconds_count\{route="other",method="GET",status="2xx"\} 1$/m)
    expect(text).toMatch(/seconds_count\{route="\/api\/health",method="POST",status="2xx"\} 1$/m)
    expect(text).not.toMatch(/8f14|secret|wp-admin/)
  })
})

describe('R52: routeMatcher', () => {
  const routeOf = routeMatcher([
    '/',
    '/campaigns/[id]',
    '/campaigns/new',
    '/campaigns/[id]/edit',
    '/api/auth/[...nextauth]',
  ])
  it.each([
    ['/', '/'],
    ['/?page=2', '/'],
    ['/campaigns/new', '/campaigns/new'],
    ['/campaigns/7', '/campaigns/[id]'],
    ['/campaigns/7/edit#top', '/campaigns/[id]/edit'],
    ['/campaigns/7/other', 'other'],
    ['/campaigns', 'other'],
    ['/api/auth/callback/email?token=x', '/api/auth/[...nextauth]'],
    ['/api/auth', 'other'],
    ['/_next/static/chunks/1.js', '/_next'],
  ])('%s is %s', (url, pattern) => expect(routeOf(url)).toBe(pattern))

  it('knows no route without a build', () => {
    expect(builtRoutes('/nowhere')).toEqual([])
  })
})

describe('R52: hasMetricsToken', () => {
  it.each([
    ['Bearer a-token-of-the-scraper', true],
    ['bearer a-token-of-the-scraper', true],
    ['Bearer a-token-of-the-scrapeR', false],
    ['Bearer a-token-of-the-scraper-and-more', false],
    ['Bearer ', false],
    ['Basic a-token-of-the-scraper', false],
    ['a-token-of-the-scraper', false],
    [null, false],
  ])('%s: %s', (header, expected) => expect(hasMetricsToken(header, 'a-token-of-the-scraper')).toBe(expected))
})

describe('R52: OTLP', () => {
  it('traces and metrics reach the collector before the process ends, and log lines name their trace', async () => {
    const bodies = new Map<string, string>()
    const collector = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        bodies.set(request.url ?? '', Buffer.concat(parts).toString('utf8'))
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      })
    })
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', url)
    settings.OTEL_EXPORTER_OTLP_ENDPOINT = url
    try {
      await startTelemetry('worker')
      count('market_trak_emails_total', { kind: 'account', result: 'deferred' })
      const lines: string[] = []
      const log = makeLog({ write: (line: string) => void lines.push(line) })
      const traceId = await trace.getTracer('test').startActiveSpan('make a report', async (span) => {
        await new Promise((resolve) => setTimeout(resolve, 5))
        log.info('made')
        span.end()
        return span.spanContext().traceId
      })
      log.info('later')
      expect(lines.map((line) => JSON.parse(line).traceId)).toEqual([traceId, undefined])
      await stopEverything((error) => {
        throw error
      })
      expect([...bodies.keys()].toSorted()).toEqual(['/v1/metrics', '/v1/traces'])
      expect(bodies.get('/v1/traces')).toContain('make a report')
      expect(bodies.get('/v1/traces')).toContain('market-trak-worker')
      expect(bodies.get('/v1/metrics')).toContain('market_trak_emails_total')
    } finally {
      collector.close()
      vi.unstubAllEnvs()
      settings.OTEL_EXPORTER_OTLP_ENDPOINT = undefined
      Object.assign(globalThis, { marketTrakStopping: undefined })
      for (const api of [trace, context, propagation]) api.disable()
    }
  })
})

describe('R52: traces', () => {
  it('leave without tokens, addresses and queries', async () => {
    const memory = new InMemorySpanExporter()
    const provider = new TracerProvider({
      spanProcessors: [new SimpleSpanProcessor({ exporter: withoutSecrets(memory) })],
    })
    const span = provider.getTracer('test').startSpan('fetch GET https://crm.test/list?key=secret-1')
    span.setAttribute('http.target', '/sign-in/confirm?email=ann@agency.test&token=secret-2')
    span.setAttribute('url.query', 'token=secret-3')
    span.setAttribute('db.query.text', 'select secret-4')
    span.setAttribute('http.status_code', 200)
    span.setAttribute('http.route', '/shared/reports/aVeryLongTokenOfALink_5')
    span.recordException(new Error('Bearer secret-6 refused'))
    span.setStatus({ code: 2, message: 'mail to <ann@agency.test> refused' })
    span.end()
    await provider.forceFlush()
    const [exported] = memory.getFinishedSpans()
    const text = JSON.stringify([exported?.name, exported?.attributes, exported?.events, exported?.status])
    expect(text).not.toMatch(/secret-|ann@|aVeryLong/)
    expect(exported?.name).toBe('fetch GET https://crm.test/list?…')
    expect(exported?.attributes).toMatchObject({
      'http.target': '/sign-in/confirm?…',
      'http.status_code': 200,
    })
    expect(exported?.events[0]?.attributes?.['exception.message']).toBe('Bearer (left out) refused')
    expect(exported?.spanContext().traceId).toMatch(/^[0-9a-f]{32}$/)
    expect(exported?.ended).toBe(true)
  })
})
