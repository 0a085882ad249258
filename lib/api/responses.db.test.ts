import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect } from '@/db/client'
import { getRateCardView } from '@/lib/billing/catalog/rate-card'
import { getUsageBreakdown } from '@/lib/billing/statement/usage-breakdown'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { grant } from '@/lib/credits/testing'
import { captureHold, openHold, releaseHold } from './holds'
import { readBalance, readQuote, readStatement } from './queries'
import { responses } from './responses'

beforeAll(() => setTestEnv())
afterAll(() => Promise.all([closeLanes(), closeReader(), disconnect()]))

describe.each([
  ['with credits', 'starter', 500, 9],
  ['on a plan with limits', 'essentials', 0, 0],
] as const)('API responses %s match their schemas', (_, plan, allowance, quotedCredits) => {
  it('for the balance, the statement, usage, prices and holds', async () => {
    const ctx = { ...(await makeSubscriber(plan, allowance)), apiKeyId: randomUUID(), timeZone: 'UTC' }
    if (allowance > 0) await post(ctx.workspaceId, grant(100))
    const work = { action: 'campaign.send', units: 25, quotedCredits, leaseSeconds: 60 } as const
    const { id } = responses.Hold.parse(await openHold(ctx, work, randomUUID()))
    responses.Hold.parse(await captureHold(ctx, { id, units: 20 }))
    responses.Hold.parse(await releaseHold(ctx, await openHold(ctx, work, randomUUID())))
    responses.Balance.parse(await readBalance(ctx))
    responses.Usage.parse(await getUsageBreakdown(ctx))
    responses.RateCard.parse(await getRateCardView())
    const { entries } = responses.Statement.parse(await readStatement(ctx, { limit: 50 }))
    expect(entries.length).toBe(allowance > 0 ? 3 : 0)
    const { limit } = responses.Quote.parse(await readQuote(ctx, { action: 'campaign.send', units: 1 }))
    expect(limit && { used: limit.used, limit: limit.limit }).toEqual(
      plan === 'essentials' ? { used: 20, limit: 500 } : null,
    )
  })
})
