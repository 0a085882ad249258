import { env } from '@/lib/core/settings/env'
import { readMetrics } from '@/lib/core/telemetry/start-telemetry'
import { hasMetricsToken, readAllMetrics } from '@/lib/core/telemetry/web-processes'

export const dynamic = 'force-dynamic'

/** The metrics of the web processes on this port in the text format of Prometheus. Without METRICS_TOKEN there is no such page. */
export async function GET(request: Request): Promise<Response> {
  const { METRICS_TOKEN } = env()
  if (METRICS_TOKEN === undefined) return plain('Not found', 404)
  if (!hasMetricsToken(request.headers.get('authorization'), METRICS_TOKEN))
    return plain('Send the value of METRICS_TOKEN as a bearer token.', 401, { 'WWW-Authenticate': 'Bearer' })
  const metrics = await readAllMetrics(readMetrics)
  return metrics === null ? plain('Metrics are starting. Try again.', 503) : plain(metrics, 200)
}

function plain(text: string, status: number, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
  })
}
