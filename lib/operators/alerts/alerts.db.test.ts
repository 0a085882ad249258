import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { billingFindings, operatorAlerts, webhookEvents } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { currentRequestId, runForRequest } from '@/lib/core/logging/request-id'
import { enqueue, jobQueue, stopJobQueue } from '@/lib/jobs/queue'
import { readQueueLoads } from '@/lib/jobs/queue-load'
import { runJob } from '@/lib/jobs/run-job'

import { inboxForTests } from '@/local/mail/testing'
import { sendAlerts } from './send-alerts'

type Received = { body: string; headers: Record<string, string> }
const received: Received[] = []
const receiver = { status: 200 }
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    received.push({
      body: Buffer.concat(parts).toString('utf8'),
      headers: request.headers as Record<string, string>,
    })
    response.writeHead(receiver.status).end()
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const SECRET = `whsec_${Buffer.from('a secret of the operators').toString('base64')}`
const inbox = await inboxForTests()
setTestEnv({
  SMTP_URL: inbox.smtpUrl,
  OPERATOR_EMAILS: 'ann@alerts.test,ben@alerts.test',
  OPERATOR_ALERT_WEBHOOK_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/alerts`,
  OPERATOR_ALERT_WEBHOOK_SECRET: SECRET,
})
afterAll(async () => {
  server.close()
  await Promise.all([stopJobQueue(), disconnect()])
})

beforeEach(async () => {
  await jobQueue()
  for (const table of [
    'operator_alerts',
    'billing_findings',
    'webhook_events',
    'ledger_checks',
    'pgboss.job',
  ])
    await system().execute(sql.raw(`delete from ${table}`))
  received.length = 0
  receiver.status = 200
})

/** What the newest message to the webhook says, checked by a stock library. */
function lastPost() {
  const { body, headers } = received.at(-1) ?? { body: '', headers: {} }
  return new Webhook(SECRET).verify(body, headers) as {
    type: string
    text: string
    data: { alerts: { kind: string; state: string; count?: number; detail?: string; url: string }[] }
  }
}

const emails = async (to = 'ann@alerts.test') => (await inbox.mailsTo(to)).length
const later = (interval: string) =>
  system().execute(
    sql.raw(
      `update operator_alerts set opened_at = opened_at - interval '${interval}', changed_at = changed_at - interval '${interval}',
       emailed_at = emailed_at - interval '${interval}', posted_at = posted_at - interval '${interval}'`,
    ),
  )

const finding = (stripeId: string) =>
  system()
    .insert(billingFindings)
    .values({
      kind: 'unmatched-payment',
      stripeId,
      what: 'A payment of $20 by ann@agency.test',
      firstSeenAt: marketNow as never,
      lastSeenAt: marketNow as never,
    })
const resolveFindings = () => system().update(billingFindings).set({ resolvedAt: marketNow })

const event = (id: string, status: 'dead' | 'failed') =>
  system().insert(webhookEvents).values({ id, type: 'charge.refunded', status, payload: {} })

async function job(name: string, change: string): Promise<void> {
  const boss = await jobQueue()
  const id = await boss.send(name, {}, { singletonKey: randomUUID() })
  await system().execute(sql.raw(`update pgboss.job set ${change} where id = '${id}'`))
}

describe('R52: alerts to operators', () => {
  test('are not sent while nothing is wrong', async () => {
    const before = await emails()
    await sendAlerts()
    expect(received).toEqual([])
    expect(await emails()).toBe(before)
  })

  test('reach every operator and the webhook once per episode, and again when it is over', async () => {
    const before = await emails()
    await finding('ch_1')
    await sendAlerts()
    await sendAlerts()
    expect(received).toHaveLength(1)
    expect(lastPost()).toMatchObject({
      type: 'operator.alerts',
      data: {
        alerts: [
          {
            kind: 'billing-findings',
            state: 'open',
            count: 1,
            detail: '1 open finding (unmatched-payment: 1).',
            url: 'http://localhost:3000/admin/findings',
          },
        ],
      },
    })
    expect(received[0]?.body, 'no person').not.toContain('ann@agency')
    for (const to of ['ann@alerts.test', 'ben@alerts.test']) expect(await emails(to)).toBe(before + 1)
    const [mail] = await inbox.mailsTo('ann@alerts.test')
    expect(mail?.subject).toBe('[Market Trak] Open billing findings')
    expect(JSON.stringify(mail)).toContain('http://localhost:3000/admin/findings')

    await resolveFindings()
    await sendAlerts()
    await sendAlerts()
    expect(received).toHaveLength(2)
    expect(lastPost().data.alerts).toMatchObject([{ kind: 'billing-findings', state: 'recovered' }])
    expect(lastPost().text).toBe('Resolved: All billing findings are resolved')
    expect(await emails()).toBe(before + 2)

    await finding('ch_2')
    await sendAlerts()
    expect(received, 'a new episode').toHaveLength(3)
  })

  test('repeat for further findings, at most once an hour', async () => {
    await finding('ch_1')
    await sendAlerts()
    await finding('ch_2')
    await sendAlerts()
    expect(received).toHaveLength(1)
    await later('61 minutes')
    await sendAlerts()
    expect(received).toHaveLength(2)
    expect(lastPost().data.alerts).toMatchObject([{ count: 2 }])
    await later('61 minutes')
    await sendAlerts()
    expect(received, 'nothing new').toHaveLength(2)
  })

  test('are sent again if a channel failed, and not through the other one', async () => {
    const before = await emails()
    receiver.status = 500
    await event('evt_1', 'dead')
    await expect(sendAlerts()).rejects.toThrow('answered 500')
    expect(await emails()).toBe(before + 1)
    receiver.status = 204
    await sendAlerts()
    await sendAlerts()
    expect(received).toHaveLength(2)
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size, 'the same message').toBe(1)
    expect(lastPost().data.alerts).toMatchObject([
      {
        kind: 'dead-events',
        detail: '1 Stripe event failed and won’t be retried automatically (charge.refunded: 1).',
      },
    ])
    expect(await emails()).toBe(before + 1)
  })

  test('say nothing about an episode that ended before it could be sent', async () => {
    receiver.status = 500
    await finding('ch_1')
    await expect(sendAlerts()).rejects.toThrow('answered 500')
    receiver.status = 200
    await resolveFindings()
    await sendAlerts()
    expect(received).toHaveLength(1)
    expect(await system().select().from(operatorAlerts)).toMatchObject([{ state: 'recovered', count: 0 }])
  })
})

describe('R52: what operators are alerted to', () => {
  const kinds = async () => {
    await system().delete(operatorAlerts)
    received.length = 0
    await sendAlerts()
    return received.length === 0 ? [] : lastPost().data.alerts.map(({ kind }) => kind)
  }

  test('events that will be retried are no alert, dead ones are', async () => {
    await event('evt_1', 'failed')
    expect(await kinds()).toEqual([])
    await event('evt_2', 'dead')
    expect(await kinds()).toEqual(['dead-events'])
  })

  test('a ledger check that found differences, and one that did not finish', async () => {
    const check = (finished: string, differences: number) =>
      system().execute(
        sql.raw(
          `insert into ledger_checks (started_at, finished_at, differences) values (now(), ${finished}, ${differences})`,
        ),
      )
    await check('now()', 0)
    expect(await kinds()).toEqual([])
    await check('now()', 3)
    expect(await kinds()).toEqual(['ledger-differences'])
    await check('now()', 0)
    expect(await kinds()).toEqual([])
    await check('null', 0)
    await job('ledger-check', `state = 'active', started_on = now()`)
    expect(await kinds(), 'it is running').toEqual([])
    await system().execute(sql`delete from pgboss.job`)
    expect(await kinds()).toEqual(['ledger-check-unfinished'])
  })

  test('failed jobs of the last day; a scheduled one only if it has not succeeded since', async () => {
    const failed = (ago: string) => `state = 'failed', completed_on = now() - interval '${ago}'`
    await job('report-make', failed('2 days'))
    await job('hold-sweep', failed('1 minute'))
    expect(await kinds()).toEqual([])
    await job('report-make', failed('1 hour'))
    expect(await kinds()).toEqual(['failed-jobs'])
    expect(lastPost().data.alerts[0]?.detail).toBe('1 failed job (report-make: 1).')
    await system().execute(sql`delete from pgboss.job where name = 'report-make'`)
    await job('hold-sweep', failed('10 minutes'))
    expect(await kinds()).toEqual(['failed-jobs'])
    await job('hold-sweep', `state = 'completed', completed_on = now()`)
    expect(await kinds()).toEqual([])
    await job('operator-alerts', failed('10 minutes'))
    expect(await kinds(), 'the alerts themselves').toEqual([])
  })

  test('jobs that are due and wait, and no job for later', async () => {
    await job(
      'report-make',
      `created_on = now() - interval '10 minutes', start_after = now() - interval '10 minutes'`,
    )
    await job(
      'image-make',
      `created_on = now() - interval '2 hours', start_after = now() + interval '1 hour'`,
    )
    expect(await kinds()).toEqual([])
    await job(
      'valuation-make',
      `created_on = now() - interval '31 minutes', start_after = now() - interval '31 minutes'`,
    )
    expect(await kinds()).toEqual(['stuck-jobs'])
    expect(lastPost().data.alerts[0]?.detail).toBe(
      '1 job has waited for more than 30 minutes (valuation-make: 1).',
    )
    const loads = await readQueueLoads()
    const of = (name: string) => loads.find(({ queue }) => queue === name)
    expect(of('valuation-make')).toMatchObject({ waiting: 1, running: 0, failed: 0 })
    expect(of('valuation-make')?.oldestSeconds).toBeCloseTo(31 * 60, -1)
    expect(of('image-make')).toMatchObject({ waiting: 1, oldestSeconds: 0 })
    expect(of('feed-pull')).toMatchObject({ waiting: 0, oldestSeconds: 0 })
  })

  test('a campaign whose sender is blocked, and reports that no one can read', async () => {
    const insert = (kind: string, position: number) =>
      system().transaction(async (tx) => {
        await tx.execute(sql`set local session_replication_role = replica`)
        await tx.execute(sql`insert into email_findings (workspace_id, campaign_id, kind, position, excerpt)
          values (1, ${randomUUID()}, ${kind}, ${position}, 'said')`)
      })
    await insert('sender-blocked', 0)
    expect(await kinds()).toEqual(['blocked-sender'])
    await insert('unclear-report', 1)
    expect(await kinds()).toEqual(['blocked-sender', 'unclear-reports'])
    await system().execute(sql`delete from email_findings`)
    expect(await kinds()).toEqual([])
  })
})

describe('R52: request ids', () => {
  test('go with the job that a request adds, and not into its data', async () => {
    await runForRequest('request-9', () =>
      enqueue('report-make', { workspaceId: 1, id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' }),
    )
    const boss = await jobQueue()
    const [stored] = await boss.fetch('report-make', { includeMetadata: true })
    if (!stored) throw new Error('the job was not added')
    expect(stored.data).toMatchObject({ requestId: 'request-9' })
    const seen: unknown[] = []
    await runJob('report-make', stored as never, async (data) => {
      seen.push(data, currentRequestId())
    })
    expect(seen).toEqual([{ workspaceId: 1, id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' }, 'request-9'])
    expect(currentRequestId()).toBeUndefined()
  })
})
