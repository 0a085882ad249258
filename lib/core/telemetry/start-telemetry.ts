import { monitorEventLoopDelay } from 'node:perf_hooks'
import { context, propagation, trace } from '@opentelemetry/api'
import type { PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import type { IMetricReader, MetricReader } from '@opentelemetry/sdk-metrics'
import { onStop } from '../process/stopping'
import { env } from '../settings/env'
import { type MetricName, metrics } from './catalog'
import { measureWith, observe } from './measure'
import { withoutSecrets } from './safe-spans'

/**
 * Starts OpenTelemetry if someone reads it: traces and metrics by OTLP with OTEL_EXPORTER_OTLP_ENDPOINT, and the same metrics
 * in the text format of Prometheus with METRICS_TOKEN. Without both, the SDK is not even loaded.
 */

type Scrape = { reader: MetricReader; serializer: PrometheusSerializer }
const held = globalThis as typeof globalThis & { marketTrakScrape?: Scrape; marketTrakTelemetry?: boolean }

export async function startTelemetry(process: 'web' | 'worker'): Promise<void> {
  const { METRICS_TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT } = env()
  const sendsOtlp = OTEL_EXPORTER_OTLP_ENDPOINT !== undefined
  if (held.marketTrakTelemetry || (!sendsOtlp && METRICS_TOKEN === undefined)) return
  held.marketTrakTelemetry = true
  const { resourceFromAttributes } = await import('@opentelemetry/resources')
  const resource = resourceFromAttributes({ 'service.name': `market-trak-${process}` })
  const readers: IMetricReader[] = []
  if (METRICS_TOKEN !== undefined) readers.push(await openScrape())
  if (sendsOtlp) {
    readers.push(await openMetricExport())
    await startTracing(resource)
  }
  const { AggregationType, MeterProvider } = await import('@opentelemetry/sdk-metrics')
  const provider = new MeterProvider({
    resource,
    readers,
    // The job queue measures too, under names of its own; ours are in the catalog.
    views: [{ meterName: 'pg-boss', instrumentName: '*', aggregation: { type: AggregationType.DROP } }],
  })
  observeProcess()
  measureWith(provider.getMeter('market-trak'), Object.keys(metrics) as MetricName[])
  onStop(() => provider.shutdown())
}

/** Reads all metrics now, in the text format of Prometheus; null while nothing is measured. */
export async function readMetrics(): Promise<string | null> {
  const { marketTrakScrape } = held
  if (!marketTrakScrape) return null
  const { resourceMetrics } = await marketTrakScrape.reader.collect()
  return marketTrakScrape.serializer.serialize(resourceMetrics)
}

async function openScrape(): Promise<IMetricReader> {
  const { PrometheusExporter, PrometheusSerializer } = await import('@opentelemetry/exporter-prometheus')
  // Our own route answers, behind the token.
  const reader = new PrometheusExporter({ preventServerStart: true })
  held.marketTrakScrape = { reader, serializer: new PrometheusSerializer('', false, undefined, true, true) }
  return reader
}

async function openMetricExport(): Promise<IMetricReader> {
  const [{ OTLPMetricExporter }, { PeriodicExportingMetricReader }] = await Promise.all([
    import('@opentelemetry/exporter-metrics-otlp-http'),
    import('@opentelemetry/sdk-metrics'),
  ])
  // The exporters read OTEL_EXPORTER_OTLP_ENDPOINT, _HEADERS and the other standard variables themselves.
  return new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(),
    exportIntervalMillis: 30_000,
  })
}

type Resource = ReturnType<typeof import('@opentelemetry/resources').resourceFromAttributes>

/** Next, the job queue and `inSpan` make spans once a provider is registered. */
async function startTracing(resource: Resource): Promise<void> {
  const [{ OTLPTraceExporter }, sdk, { AsyncLocalStorageContextManager }, { W3CTraceContextPropagator }] =
    await Promise.all([
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/core'),
    ])
  const exporter = withoutSecrets(new OTLPTraceExporter())
  const provider = new sdk.TracerProvider({
    resource,
    sampler: new sdk.ParentBasedSampler({
      root: new sdk.TraceIdRatioBasedSampler(env().TRACES_SAMPLE_RATIO),
    }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  trace.setGlobalTracerProvider(provider)
  onStop(() => provider.shutdown())
}

const NANOSECONDS = 1e9
let delay: ReturnType<typeof monitorEventLoopDelay> | undefined

/** Memory, processor time and the delay of the event loop. */
function observeProcess(): void {
  observe('market_trak_process_memory_bytes', () => {
    const { rss, heapUsed, external } = process.memoryUsage()
    return [
      [rss, { kind: 'resident' }],
      [heapUsed, { kind: 'heap' }],
      [external, { kind: 'external' }],
    ]
  })
  observe('market_trak_process_cpu_seconds_total', () => {
    const { user, system } = process.cpuUsage()
    return [[(user + system) / 1e6, {}]]
  })
  if (!delay) {
    delay = monitorEventLoopDelay({ resolution: 20 })
    delay.enable()
  }
  const measured = delay
  observe('market_trak_event_loop_delay_seconds', () => {
    const { mean, max } = measured
    const p99 = measured.percentile(99)
    measured.reset()
    const seconds = (nanoseconds: number) => (Number.isFinite(nanoseconds) ? nanoseconds / NANOSECONDS : 0)
    return [
      [seconds(mean), { statistic: 'mean' }],
      [seconds(p99), { statistic: 'p99' }],
      [seconds(max), { statistic: 'max' }],
    ]
  })
}
