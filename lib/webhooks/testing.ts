import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { webhookDeliveries, webhookDeliveryAttempts, webhookEndpoints, webhookMessages } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { post } from '@/lib/credits/post'
import { accepted, grant } from '@/lib/credits/testing'
import { jobQueue } from '@/lib/jobs/queue'
import { agency, preparePlans } from '@/lib/metering/testing'
import { certificate, privateKey } from '@/lib/posts/targets/testing'
import { closeConnections } from '@/local/test/connections'
import { collectMessages } from './collect/sweep-webhooks'
import { attemptDelivery } from './deliver/deliver-webhook'
import type { Reach } from './deliver/post-event'
import { EndpointInput } from './endpoint-input'
import { createEndpoint } from './endpoints'
import { type ChosenEvent, webhookEvents } from './shared/events'

/** Scenario builders for the database tests of webhooks. */

type Received = { body: string; headers: Record<string, string>; path: string }

type Receiver = {
  url: string
  received: Received[]
  /** What it answers from now on. */
  answer: { status: number; body?: string; headers?: Record<string, string> }
  reach: Reach
  close(): Promise<void>
}

/** An integrator's server on this machine, with TLS. */
async function startReceiver(): Promise<Receiver> {
  const receiver: Omit<Receiver, 'url' | 'reach' | 'close'> = { received: [], answer: { status: 200 } }
  const server: Server = createServer({ cert: certificate, key: privateKey }, (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      receiver.received.push({
        body: Buffer.concat(parts).toString('utf8'),
        headers: request.headers as Record<string, string>,
        path: request.url ?? '',
      })
      const { status, body, headers } = receiver.answer
      response.writeHead(status, headers).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(receiver, {
    url: `https://localhost:${port}/events`,
    reach: { allowedHosts: ['localhost'], ca: certificate },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

const everyEvent = webhookEvents.map(({ type }) => type)

/** An endpoint of its own, as the form creates it. `OUTBOUND_ALLOWED_HOSTS` has to name `localhost`. */
export async function addEndpoint(
  ctx: WorkspaceContext,
  url: string,
  events: ChosenEvent[] = everyEvent,
): Promise<string> {
  const id = randomUUID()
  await createEndpoint(ctx, EndpointInput.parse({ id, url, events }))
  return id
}

/** Moves the product's clock of this test file. */
export async function moveClock(seconds: number): Promise<void> {
  await system().execute(sql`insert into time_machine (offset_seconds) values (${seconds})
    on conflict (only_row) do update set offset_seconds = time_machine.offset_seconds + ${seconds}`)
}

/** The integrator's server of this test file. */
export let receiver: Receiver

/** Prepares plans, a pack, the queue and the receiver for one test file. */
export function setUpReceiver(): void {
  setTestEnv({ OUTBOUND_ALLOWED_HOSTS: 'localhost' })
  beforeAll(async () => {
    await preparePlans()
    await system().execute(sql`insert into packs (key, family, name, credits, price_cents, position)
      values ('test-pack', 'test-pack', 'Pack', 50, 500, 90) on conflict do nothing`)
    await jobQueue()
    receiver = await startReceiver()
  })
  afterAll(async () => {
    await receiver.close()
    await closeConnections()
  })
  beforeEach(() => {
    receiver.received.length = 0
    receiver.answer = { status: 200 }
  })
}

export const MINUTE = 60
export const HOUR = 3_600
export const DAY = 86_400

export const deliveriesOf = ({ workspaceId }: WorkspaceContext) =>
  system()
    .select({ delivery: webhookDeliveries, message: webhookMessages })
    .from(webhookDeliveries)
    .innerJoin(
      webhookMessages,
      and(
        eq(webhookMessages.workspaceId, webhookDeliveries.workspaceId),
        eq(webhookMessages.id, webhookDeliveries.messageId),
      ),
    )
    .where(eq(webhookDeliveries.workspaceId, workspaceId))
    .orderBy(webhookMessages.sourceKey)

export const messagesOf = async ({ workspaceId }: WorkspaceContext) =>
  system()
    .select()
    .from(webhookMessages)
    .where(eq(webhookMessages.workspaceId, workspaceId))
    .orderBy(webhookMessages.sourceKey)

export const attemptsOf = (workspaceId: number) =>
  system()
    .select()
    .from(webhookDeliveryAttempts)
    .where(eq(webhookDeliveryAttempts.workspaceId, workspaceId))
    .orderBy(webhookDeliveryAttempts.id)

export const endpointRow = async (workspaceId: number) =>
  (await system().select().from(webhookEndpoints).where(eq(webhookEndpoints.workspaceId, workspaceId)))[0]

/** Sends all that is due, as the job does. */
export async function deliverDue(ctx: WorkspaceContext) {
  for (const { delivery } of await deliveriesOf(ctx))
    await attemptDelivery({ workspaceId: ctx.workspaceId, id: delivery.id }, receiver.reach)
}

/** A workspace with an endpoint and one delivery that is due. */
export async function withDelivery() {
  const ctx = await agency()
  const endpointId = await addEndpoint(ctx, receiver.url)
  accepted(await post(ctx.workspaceId, grant(30, { kind: 'promotion' })))
  await collectMessages(ctx.workspaceId)
  const [found] = await deliveriesOf(ctx)
  return { ctx, endpointId, job: { workspaceId: ctx.workspaceId, id: found!.delivery.id } }
}

export const readDelivery = async (id: string) =>
  (await system().select().from(webhookDeliveries).where(eq(webhookDeliveries.id, id)))[0]

export async function finishedReport(
  { workspaceId, userId }: WorkspaceContext,
  status: 'ready' | 'failed' | 'cancelled',
  holdId: string = randomUUID(),
) {
  const id = randomUUID()
  await system().execute(sql`insert into reports (workspace_id, id, area, area_name, period_from, period_to, status, hold_id,
      figures, summary, created_by, finished_at)
    values (${workspaceId}, ${id}, '{}', '98103', '2015-01-01', '2015-03-31', ${status}, ${holdId}, '{}', 'Sales rose.',
      ${userId}, ${marketNow})`)
  return id
}
