import {
  advance,
  type Delivery,
  eventInVersion,
  type FaultKind,
  type FaultSettings,
  faultCounts,
  faultSettings,
  partsOf,
  putStartEndpoint,
  Store,
  setBankDebits,
  setFaults,
  signatureHeader,
  World,
} from '@market-trak/stripe-emulator/parts'
import { Hono } from 'hono'
import Stripe from 'stripe'
import { receiveWebhook } from '@/lib/billing/stripe/webhooks/inbox'

const URL_OF_IT = 'http://localhost:12111'
/** Failed deliveries are sent again after these delays. */
const AGAIN_MS = 1_000
/** A failing delivery is not sent more often than this; after that, reconciliation must find it. */
const MOST_ATTEMPTS = 5

export const WEBHOOK_SECRET = 'whsec_chaos'

/**
 * The local Stripe without a socket or file, with a stopped clock: the SDK calls it directly, and the scenario decides
 * when deliveries are sent. One second of delivery time is one step of the scenario.
 */
export class StripeEmulator {
  readonly world: World
  readonly client: Stripe
  private readonly app = new Hono()
  private deliveryMs: number

  /** `apiVersion` is the version of our account's events. */
  constructor(
    readonly startMs: number,
    apiVersion?: string,
  ) {
    this.deliveryMs = startMs
    this.world = new World(
      new Store(':memory:'),
      URL_OF_IT,
      () => {},
      () => startMs,
    )
    for (const part of partsOf(this.world)) this.app.route('/', part)
    setBankDebits(this.world, true)
    putStartEndpoint(this.world, { url: `${URL_OF_IT}/unused`, secret: WEBHOOK_SECRET }, apiVersion)
    this.client = new Stripe('sk_test_local', {
      host: 'localhost',
      port: 12111,
      protocol: 'http',
      telemetry: false,
      // Failures must reach the product and not be retried by the SDK.
      maxNetworkRetries: 0,
      httpClient: Stripe.createFetchHttpClient((input, init) => this.answer(new Request(input, init))),
    })
  }

  close(): void {
    this.world.store.close()
  }

  setFaults(faults: Partial<FaultSettings>): void {
    setFaults(this.world, { ...faults, apiTimeoutMs: 0 })
  }

  get counts(): Partial<Record<FaultKind, number>> {
    return faultCounts(this.world)
  }

  /** A withheld response becomes a connection timeout, without the wait. */
  private async answer(request: Request): Promise<Response> {
    const before = this.counts.apiTimeout ?? 0
    const response = await this.app.fetch(request)
    if ((this.counts.apiTimeout ?? 0) > before)
      throw Object.assign(new TypeError('the request timed out'), { code: 'ETIMEDOUT' })
    return response
  }

  /** What people do at Stripe (hosted pages, the dashboard) is not affected by API faults. */
  async quietly<T>(work: () => Promise<T>): Promise<T> {
    const { store } = this.world
    const settings = faultSettings(this.world)
    store.saveSetting('faults', { ...settings, apiErrorShare: 0, apiTimeoutShare: 0 })
    try {
      return await work()
    } finally {
      store.saveSetting('faults', settings)
    }
  }

  /** Submits a form of a hosted page. Returns where it redirects, or null if the page refuses. */
  async post(url: string, fields: Record<string, string>): Promise<string | null> {
    const body = new URLSearchParams(fields)
    const answer = await this.quietly(async () => this.app.request(url, { method: 'POST', body }))
    return answer.headers.get('location')
  }

  /** What happens at Stripe without us: a transfer arrives, a dispute is opened. */
  async control(route: string, body: object): Promise<void> {
    const answer = await this.app.request(`/_local/${route}`, { method: 'POST', body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${route}: ${await answer.text()}`)
  }

  advance(seconds: number): void {
    advance(this.world, seconds)
  }

  /** Delivers what is due in this second. Copies of one event are sent at the same time. */
  async deliver(): Promise<number> {
    this.deliveryMs += AGAIN_MS
    const due = this.pending()
    const byEvent = Map.groupBy(due, (delivery) => delivery.event_id)
    for (const copies of byEvent.values()) await Promise.all(copies.map((copy) => this.send(copy)))
    return due.length
  }

  private pending(): Delivery[] {
    return this.world.store.db
      .prepare("select * from deliveries where state = 'pending' and next_at_ms < ? order by next_at_ms, seq")
      .all(this.deliveryMs) as unknown as Delivery[]
  }

  private async send({ seq, event_id, endpoint_id, attempts }: Delivery): Promise<void> {
    const { store } = this.world
    const { api_version } = store.need('webhook_endpoint', endpoint_id)
    const payload = JSON.stringify(eventInVersion(store.need('event', event_id), api_version))
    const signature = signatureHeader(payload, [WEBHOOK_SECRET], Math.floor(Date.now() / 1_000))
    const { status } = await receiveWebhook(payload, signature)
    const open = (status === 'failed' || status === 'dead') && attempts + 1 < MOST_ATTEMPTS
    this.world.store.db
      .prepare('update deliveries set state = ?, attempts = attempts + 1, next_at_ms = ? where seq = ?')
      .run(open ? 'pending' : 'delivered', this.deliveryMs + AGAIN_MS, seq)
  }
}
