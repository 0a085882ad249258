/**
 * Every metric of the product. docs/observability.md lists them and deploy/grafana-dashboard.json shows them; a test compares
 * both with this list. A label has few values: route patterns, queues, codes. Never an id, a person, a workspace or a URL.
 */

type Metric = {
  kind: 'counter' | 'histogram' | 'gauge'
  help: string
  labels: readonly string[]
  /** Upper bounds of a histogram's buckets. */
  buckets?: readonly number[]
}

/** Seconds, from a fast query to a slow page. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
/** Seconds, from a second to a day. */
const LONG_SECONDS = [1, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400]

export const metrics = {
  market_trak_http_request_duration_seconds: {
    kind: 'histogram',
    help: 'Time to answer requests',
    labels: ['route', 'method', 'status'],
    buckets: SECONDS,
  },
  market_trak_http_requests_in_progress: {
    kind: 'gauge',
    help: 'Requests being answered, including live streams',
    labels: [],
  },
  market_trak_ledger_commands_total: {
    kind: 'counter',
    help: 'Commands sent to the ledger, by outcome: ok, replayed, error or the code of the refusal',
    labels: ['command', 'outcome'],
  },
  market_trak_ledger_wait_seconds: {
    kind: 'histogram',
    help: 'Time from sending a command to the ledger until its outcome is committed',
    labels: [],
    buckets: SECONDS,
  },
  market_trak_ledger_batch_size: {
    kind: 'histogram',
    help: 'Commands written together',
    labels: [],
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
  },
  market_trak_database_connections: {
    kind: 'gauge',
    help: 'Query connections of the process, by state: used or free',
    labels: ['state'],
  },
  market_trak_database_waiting: {
    kind: 'gauge',
    help: 'Callers waiting for a connection',
    labels: [],
  },
  market_trak_database_wait_seconds: {
    kind: 'histogram',
    help: 'Time that callers waited because no connection was free',
    labels: ['outcome'],
    buckets: SECONDS,
  },
  market_trak_jobs: {
    kind: 'gauge',
    help: 'Jobs by queue and state: waiting, running or failed',
    labels: ['queue', 'state'],
  },
  market_trak_jobs_oldest_age_seconds: {
    kind: 'gauge',
    help: 'How long the oldest job that is due has waited, by queue',
    labels: ['queue'],
  },
  market_trak_job_duration_seconds: {
    kind: 'histogram',
    help: 'Time that jobs ran, by queue and outcome: done or failed',
    labels: ['queue', 'outcome'],
    buckets: [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 900, 3_600],
  },
  market_trak_stripe_events_total: {
    kind: 'counter',
    help: 'Attempts to apply Stripe events, by result: applied, ignored, failed or dead',
    labels: ['result'],
  },
  market_trak_stripe_event_lag_seconds: {
    kind: 'histogram',
    help: 'Time from when Stripe created an event until it was applied',
    labels: [],
    buckets: LONG_SECONDS,
  },
  market_trak_stripe_events_open: {
    kind: 'gauge',
    help: 'Stored Stripe events that are not applied, by status: received, failed or dead',
    labels: ['status'],
  },
  market_trak_stripe_call_duration_seconds: {
    kind: 'histogram',
    help: 'Time of calls to Stripe',
    labels: ['resource', 'method', 'status'],
    buckets: SECONDS,
  },
  market_trak_emails_total: {
    kind: 'counter',
    help: 'Emails handed to the email server, by kind (campaign or account) and result',
    labels: ['kind', 'result'],
  },
  market_trak_findings_open: {
    kind: 'gauge',
    help: 'Open findings for operators, by kind: billing, ledger or email',
    labels: ['kind'],
  },
  market_trak_errors_total: {
    kind: 'counter',
    help: 'Unknown failures, by where they happened: request, page, job, webhook or process',
    labels: ['where'],
  },
  market_trak_process_memory_bytes: {
    kind: 'gauge',
    help: 'Memory of the process, by kind: resident, heap or external',
    labels: ['kind'],
  },
  market_trak_process_cpu_seconds_total: {
    kind: 'counter',
    help: 'Processor time that the process has used',
    labels: [],
  },
  market_trak_event_loop_delay_seconds: {
    kind: 'gauge',
    help: 'Delay of the event loop since the last reading, by statistic: mean, p99 or max',
    labels: ['statistic'],
  },
} as const satisfies Record<`market_trak_${string}`, Metric>

export type MetricName = keyof typeof metrics
type OfKind<Kind extends Metric['kind']> = {
  [Name in MetricName]: (typeof metrics)[Name]['kind'] extends Kind ? Name : never
}[MetricName]

export type CounterName = OfKind<'counter'>
export type HistogramName = OfKind<'histogram'>
export type GaugeName = OfKind<'gauge'>
/** Exactly the metric's labels. */
export type LabelsOf<Name extends MetricName> = Record<(typeof metrics)[Name]['labels'][number], string>
export const metricOf = (name: MetricName): Metric => metrics[name]
