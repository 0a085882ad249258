import { afterAll, describe, expect, it, vi } from 'vitest'
import { count, stopMeasuring } from '@/lib/core/telemetry/measure'
import { startTelemetry } from '@/lib/core/telemetry/start-telemetry'
import { GET } from './route'

const settings = vi.hoisted(() => ({ METRICS_TOKEN: undefined as string | undefined }))
vi.mock('@/lib/core/settings/env', () => ({ env: () => settings }))

const TOKEN = 'a-token-of-the-scraper'
const get = (authorization?: string) =>
  GET(new Request('http://localhost/metrics', { headers: authorization ? { authorization } : {} }))

// The process is shared with other test files.
afterAll(() => {
  stopMeasuring()
  Object.assign(globalThis, { marketTrakTelemetry: undefined, marketTrakScrape: undefined })
})

describe('R52: GET /metrics', () => {
  it('does not exist without METRICS_TOKEN', async () => {
    expect((await get()).status).toBe(404)
    expect((await get(`Bearer ${TOKEN}`)).status).toBe(404)
  })

  it('refuses everyone without the token, and shows them nothing', async () => {
    settings.METRICS_TOKEN = TOKEN
    await startTelemetry('web')
    for (const wrong of [undefined, 'Bearer wrong', `Basic ${TOKEN}`, `Bearer ${TOKEN}x`]) {
      const response = await get(wrong)
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
      expect(await response.text()).not.toContain('market_trak')
    }
  })

  it('shows the metrics to the scraper, and keeps them out of caches', async () => {
    settings.METRICS_TOKEN = TOKEN
    await startTelemetry('web')
    count('market_trak_stripe_events_total', { result: 'applied' })
    const response = await get(`Bearer ${TOKEN}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).toContain('market_trak_stripe_events_total{result="applied"} 1')
  })
})
