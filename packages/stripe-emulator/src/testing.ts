import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Stripe from 'stripe'
import { type RunningStripe, startStripe } from './server'

const WEBHOOK_SECRET = 'whsec_local_test'

interface Received {
  body: string
  signature: string
}

export interface TestStripe {
  stripe: Stripe
  url: string
  dataFile: string
  /** Received deliveries; `status` is the receiver's response status from now on. */
  received: Received[]
  receiver: { status: number }
  secret: string
  restart(): Promise<void>
  close(): Promise<void>
}

/** The emulator on a free port with the stock SDK and a webhook receiver. */
export async function startTestStripe(): Promise<TestStripe> {
  const directory = mkdtempSync(path.join(tmpdir(), 'stripe-local-'))
  const dataFile = path.join(directory, 'stripe.sqlite')
  const received: Received[] = []
  const receiver = { status: 200 }
  const hook = await receive(received, receiver)
  const webhook = {
    url: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`,
    secret: WEBHOOK_SECRET,
  }
  let running: RunningStripe = await startStripe({ port: 0, dataFile, webhook })
  const port = Number(new URL(running.url).port)
  return {
    stripe: clientFor(port),
    url: running.url,
    dataFile,
    received,
    receiver,
    secret: WEBHOOK_SECRET,
    async restart() {
      await running.close()
      running = await startStripe({ port, dataFile, webhook })
    },
    async close() {
      await running.close()
      hook.closeAllConnections()
      await new Promise((resolve) => hook.close(resolve))
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

export function clientFor(
  port: number,
  options: { timeout?: number; maxNetworkRetries?: number } = {},
): Stripe {
  return new Stripe('sk_test_local', {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: 0,
    ...options,
  })
}

async function receive(received: Received[], receiver: { status: number }): Promise<Server> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push({
        body: Buffer.concat(parts).toString(),
        signature: String(request.headers['stripe-signature']),
      })
      response.writeHead(receiver.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

export const GOOD_CARD = '4242424242424242'

/** Fills in and submits a hosted card form like a browser. */
export async function postForm(url: string, fields: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      email: 'buyer@example.com',
      cardNumber: GOOD_CARD,
      cardExpiry: '12 / 34',
      cardCvc: '123',
      cardholderName: 'Avery Buyer',
      country: 'US',
      postalCode: '98101',
      ...fields,
    }),
  })
}

export async function control(url: string, route: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${url}/_local/${route}`, {
    method: body ? 'POST' : 'GET',
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return (await answer.json()) as Record<string, unknown>
}

/** Waits for something asynchronous, such as a delivery. Polls until the limit. */
export async function eventually<T>(look: () => T | undefined | false | null, limitMs = 8_000): Promise<T> {
  const end = Date.now() + limitMs
  while (Date.now() < end) {
    const found = look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('it did not happen in time')
}
