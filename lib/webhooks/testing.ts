import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import type { WorkspaceContext } from '@/lib/core/context'
import { certificate, privateKey } from '@/lib/posts/targets/testing'
import { EndpointInput } from './endpoint-input'
import { createEndpoint } from './endpoints'
import type { Reach } from './post-event'
import { type ChosenEvent, webhookEvents } from './shared/events'

/** Scenario builders for the database tests of webhooks. */

type Received = { body: string; headers: Record<string, string>; path: string }

export type Receiver = {
  url: string
  received: Received[]
  /** What it answers from now on. */
  answer: { status: number; body?: string; headers?: Record<string, string> }
  reach: Reach
  close(): Promise<void>
}

/** An integrator's server on this machine, with TLS. */
export async function startReceiver(): Promise<Receiver> {
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
