import { log } from '@/lib/core/logging/log'
import { reportProcessErrors } from '@/lib/core/logging/report-error'
import { startTelemetry } from '@/lib/core/telemetry/start-telemetry'
import { observeProduct, observeRequests } from './observe-product'

const held = globalThis as typeof globalThis & { marketTrakMeasuring?: true }

/**
 * Starts metrics, traces and error reports, once per process: a worker in the web process adds nothing. A collector that
 * can't be loaded or reached never keeps the product from starting.
 */
export async function startMeasuring(process: 'web' | 'worker'): Promise<void> {
  if (held.marketTrakMeasuring) return
  held.marketTrakMeasuring = true
  reportProcessErrors()
  observeProduct()
  if (process === 'web') observeRequests()
  await startTelemetry(process).catch((error) => log.error({ err: error }, 'telemetry could not start'))
}
