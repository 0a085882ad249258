import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { clientFor } from './testing'

const directory = mkdtempSync(path.join(tmpdir(), 'stripe-killed-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** The emulator in its own process; `port` 0 uses a free port, printed on its first line. */
async function run(port: number): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'server.ts')], {
    env: {
      ...process.env,
      STRIPE_LOCAL_PORT: String(port),
      STRIPE_LOCAL_DATA: path.join(directory, 'stripe.sqlite'),
      // Nothing listens there, so deliveries stay in the queue.
      STRIPE_LOCAL_WEBHOOK_URL: 'http://127.0.0.1:9/hook',
      STRIPE_WEBHOOK_SECRET: 'whsec_killed',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (data) => resolve(String(data))),
  )
  return { child, port: Number(/localhost:(\d+)/.exec(line)?.[1]) }
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))

it('loses nothing acknowledged after kill -9, and stops cleanly on SIGTERM', async () => {
  const first = await run(0)
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      clientFor(first.port).customers.create({ email: `k${n}@example.com` }, { idempotencyKey: `k${n}` }),
    ),
  )
  const killed = ended(first.child)
  first.child.kill('SIGKILL')
  await killed

  const second = await run(first.port)
  const stripe = clientFor(second.port)
  expect((await stripe.customers.list({ limit: 100 })).data.map(({ id }) => id).sort()).toEqual(
    made.map(({ id }) => id).sort(),
  )
  const again = await stripe.customers.create({ email: 'k3@example.com' }, { idempotencyKey: 'k3' })
  expect(again.id).toBe(made[3]?.id)
  const [event] = (await stripe.events.list({ limit: 1 })).data
  expect(event?.pending_webhooks).toBe(1)
  const stopped = ended(second.child)
  second.child.kill('SIGTERM')
  expect(await stopped).toBe(0)
}, 30_000)
