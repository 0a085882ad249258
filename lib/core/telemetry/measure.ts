import type { Counter, Histogram, Meter, ObservableResult } from '@opentelemetry/api'
import {
  type CounterName,
  type GaugeName,
  type HistogramName,
  type LabelsOf,
  type MetricName,
  metricOf,
} from './catalog'

/**
 * Entry point for measuring. Costs one comparison while no one reads metrics: nothing is loaded and nothing is kept. Bundles
 * of the server share the instruments through globalThis.
 */

type Instruments = { meter: Meter; counters: Map<string, Counter>; histograms: Map<string, Histogram> }
/** A value of a gauge, or of a counter that something else keeps. */
export type Reading<Name extends MetricName> = readonly [value: number, labels: LabelsOf<Name>]
type Read = () => Promise<readonly Reading<MetricName>[]> | readonly Reading<MetricName>[]

const held = globalThis as typeof globalThis & {
  marketTrakInstruments?: Instruments
  marketTrakReadings?: Map<MetricName, Read>
}

export const isMeasuring = (): boolean => held.marketTrakInstruments !== undefined

/** Adds to a counter. */
export function count<Name extends CounterName>(name: Name, labels: LabelsOf<Name>, by = 1): void {
  held.marketTrakInstruments?.counters.get(name)?.add(by, labels)
}

/** Adds a value to a histogram. */
export function record<Name extends HistogramName>(name: Name, value: number, labels: LabelsOf<Name>): void {
  held.marketTrakInstruments?.histograms.get(name)?.record(value, labels)
}

/** Says how to read a metric whose value is somewhere else. Called at each scrape, so it must be cheap or cached. */
export function observe<Name extends GaugeName | CounterName>(
  name: Name,
  read: () => Promise<readonly Reading<Name>[]> | readonly Reading<Name>[],
): void {
  held.marketTrakReadings ??= new Map()
  const isNew = !held.marketTrakReadings.has(name)
  held.marketTrakReadings.set(name, read as Read)
  if (held.marketTrakInstruments && isNew) addReading(held.marketTrakInstruments.meter, name)
}

/** Begins measuring with the meter of an SDK; for start-telemetry.ts and tests. */
export function measureWith(meter: Meter, names: readonly MetricName[]): void {
  const instruments: Instruments = { meter, counters: new Map(), histograms: new Map() }
  for (const name of names) {
    const { kind, help, buckets } = metricOf(name)
    const description = help
    if (kind === 'counter' && !held.marketTrakReadings?.has(name))
      instruments.counters.set(name, meter.createCounter(name, { description }))
    if (kind === 'histogram' && buckets) {
      const advice = { explicitBucketBoundaries: [...buckets] }
      instruments.histograms.set(name, meter.createHistogram(name, { description, advice }))
    }
  }
  held.marketTrakInstruments = instruments
  for (const name of held.marketTrakReadings?.keys() ?? []) addReading(meter, name)
}

/** Stops measuring; for tests. */
export function stopMeasuring(): void {
  held.marketTrakInstruments = undefined
}

function addReading(meter: Meter, name: MetricName): void {
  const { kind, help } = metricOf(name)
  const options = { description: help }
  const instrument =
    kind === 'counter'
      ? meter.createObservableCounter(name, options)
      : meter.createObservableGauge(name, options)
  instrument.addCallback(async (result: ObservableResult) => {
    // One reading that fails must not hide the others.
    const readings = await Promise.resolve(held.marketTrakReadings?.get(name)?.()).catch(() => [])
    for (const [value, labels] of readings ?? []) result.observe(value, labels)
  })
}
