import { mkdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { invoicePages } from './billing/hosted'
import { runDue } from './billing/invoices/due'
import { checkoutPages } from './checkout/hosted'
import { Store } from './core/store'
import { World } from './core/world'
import { apiApp } from './http/api'
import { controlApp } from './http/control'
import { pruneKeys } from './http/idempotency'
import { portalPages } from './portal/hosted'
import { routes } from './routes'
import { putStartEndpoint } from './webhooks/endpoints'
import { WebhookSender } from './webhooks/sender'

const TICK_MS = 1_000

export interface StripeOptions {
  /** 0 uses any free port. */
  port: number
  /** SQLite file; its directory is created if missing. */
  dataFile: string
  webhook: { url: string; secret: string } | null
  log?: (line: string) => void
}

export interface RunningStripe {
  url: string
  close(): Promise<void>
}

/** Starts the Stripe emulator, reachable from this machine only. */
export async function startStripe({
  port,
  dataFile,
  webhook,
  log = () => {},
}: StripeOptions): Promise<RunningStripe> {
  mkdirSync(path.dirname(path.resolve(dataFile)), { recursive: true })
  const store = new Store(dataFile)
  const app = new Hono()
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  }).catch((error: unknown) => {
    store.close()
    throw error
  })
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  const world = new World(store, url, log)
  for (const part of partsOf(world)) app.route('/', part)
  putStartEndpoint(world, webhook)
  pruneKeys(world)
  const sender = new WebhookSender(world)
  sender.start()
  const ticking = setInterval(() => tick(world), TICK_MS)
  log(`local Stripe at ${url}`)
  return {
    url,
    async close() {
      sender.stop()
      clearInterval(ticking)
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
      store.close()
    },
  }
}

/** All routes: hosted pages, control API, API. */
export const partsOf = (world: World): Hono[] => [
  checkoutPages(world),
  invoicePages(world),
  portalPages(world),
  controlApp(world),
  apiApp(world, routes),
]

/** Runs renewals, expirations and retries as time passes. */
function tick(world: World): void {
  try {
    runDue(world, world.now(), null)
  } catch (error) {
    world.log(`work that was due failed: ${error instanceof Error ? error.stack : String(error)}`)
  }
}

async function main(): Promise<void> {
  const env = process.env
  const url = env.STRIPE_LOCAL_WEBHOOK_URL
  const secret = env.STRIPE_WEBHOOK_SECRET
  const running = await startStripe({
    port: Number(env.STRIPE_LOCAL_PORT ?? 12111),
    dataFile: env.STRIPE_LOCAL_DATA ?? '.data/stripe.sqlite',
    webhook: url && secret ? { url, secret } : null,
    log: (line) => console.log(line),
  })
  const stop = () => {
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
