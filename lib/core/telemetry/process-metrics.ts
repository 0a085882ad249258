import { monitorEventLoopDelay } from 'node:perf_hooks'
import { observe } from './measure'

const NANOSECONDS = 1e9
let delay: ReturnType<typeof monitorEventLoopDelay> | undefined

/** Memory, processor time and the delay of the event loop. */
export function observeProcess(): void {
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
