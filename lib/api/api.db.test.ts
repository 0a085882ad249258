import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { disconnect, system } from '@/db/client'
import { apiKeys, limitCounters, subscriptions, workspaces } from '@/db/schema'
import type { ApiScope } from '@/db/schema/people/api-keys'
import { getUsageBreakdown } from '@/lib/billing/statement/usage-breakdown'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { closeLanes } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { reserve } from '@/lib/metering/metered'
import { windowLimits } from '@/lib/rate-limits/limits'
import { removeMember } from '@/lib/workspaces/members/remove-member'
import { join, makeTeam, refuses } from '@/lib/workspaces/testing'
import { captureHold, charge, openHold, readHold, releaseHold } from './holds'
import { type ApiContext, authenticate } from './keys/authenticate'
import { createKey } from './keys/create-key'
import { KeyInput } from './keys/key-input'
import { listKeys } from './keys/list-keys'
import { revokeKey } from './keys/revoke-key'
import { readBalance, readStatement } from './queries'
import { handleApiRequest } from './requests/handle-request'
import { ChargeBody } from './requests/inputs'
import { toProblem } from './requests/problem'

beforeAll(() => setTestEnv())
afterAll(() => Promise.all([closeLanes(), closeReader(), disconnect()]))

const all: ApiScope[] = ['credits.read', 'credits.spend']
const left = async (ctx: WorkspaceContext) => availableOf(await readAccount(ctx.workspaceId))
/** The context of an API caller in this workspace, with its own key. */
const asApiCaller = (ctx: WorkspaceContext): ApiContext => ({
  ...ctx,
  apiKeyId: randomUUID(),
  timeZone: 'UTC',
})
const makeApiCaller = async (plan: string, credits: number) =>
  asApiCaller(await makeSubscriber(plan, credits))
const report = { action: 'report.generate', units: 1, quotedCredits: 20 } as const

/** Sends a request with a key and returns the status and problem. */
async function request(key: string, scope: ApiScope = 'credits.read') {
  const outcome = await handleApiRequest(
    { where: 'test', scope, input: z.object({}) },
    { authorization: `Bearer ${key}`, idempotencyKey: null, raw: async () => ({}) },
    async (ctx) => ctx,
  )
  return outcome.ok ? { status: 200, workspaceId: outcome.result.workspaceId } : toProblem(outcome)
}

describe('keys', () => {
  it('R35: give access only to their workspace and scopes until revoked, and are stored as a hash', async () => {
    const { owner, admin, member } = await makeTeam()
    await refuses(createKey(member, { name: 'Mine', scopes: all }), 'forbidden')
    const { id, key } = await createKey(admin, { name: 'Our site', scopes: ['credits.read'] })
    expect(await request(key)).toEqual({ status: 200, workspaceId: owner.workspaceId })
    expect(await request(key, 'credits.spend')).toMatchObject({
      status: 403,
      type: 'urn:market-trak:problem:scope.missing',
    })
    const elsewhere = (await makeTeam()).owner.workspaceId
    for (const wrong of [key.replace(/_\d+_/, `_${elsewhere}_`), `${key}x`, '', 'x'.repeat(5_000)])
      expect(await request(wrong)).toMatchObject({ status: 401 })
    const [stored] = await system().select().from(apiKeys).where(eq(apiKeys.id, id))
    expect(JSON.stringify(stored)).not.toContain(key)
    expect(stored?.lastUsedAt).toBeInstanceOf(Date)
    await refuses(revokeKey(member, { id }), 'forbidden')
    await refuses(revokeKey((await makeTeam()).owner, { id }), 'not-found')
    await revokeKey(owner, { id })
    await revokeKey(owner, { id })
    expect(await request(key)).toMatchObject({ status: 401 })
    expect(await listKeys(owner)).toEqual([])
  })

  it('R35: stop working when their creator leaves the workspace', async () => {
    const { owner, admin } = await makeTeam()
    const { key } = await createKey(admin, { name: 'Our site', scopes: all })
    expect(await request(key)).toMatchObject({ status: 200 })
    await removeMember(owner, { userId: admin.userId })
    expect(await request(key)).toMatchObject({ status: 401 })
    expect(await listKeys(owner)).toEqual([])
  })

  it('R35: service keys keep working when their creator leaves, until revoked', async () => {
    const owner = await makeSubscriber('starter', 500)
    const admin = await join(owner.workspaceId, 'admin')
    await refuses(
      createKey(await join(owner.workspaceId, 'member'), { name: 'CRM', scopes: all, kind: 'service' }),
      'forbidden',
    )
    const { id, key } = await createKey(admin, { name: 'CRM', scopes: all, kind: 'service' })
    const { key: second } = await createKey(admin, { name: 'Site', scopes: all, kind: 'service' })
    await removeMember(owner, { userId: admin.userId })
    expect(await request(key)).toEqual({ status: 200, workspaceId: owner.workspaceId })
    expect((await listKeys(owner)).map(({ name, kind }) => [name, kind])).toEqual(
      expect.arrayContaining([
        ['CRM', 'service'],
        ['Site', 'service'],
      ]),
    )

    const { ctx } = await authenticate(`Bearer ${key}`)
    await charge(ctx, report, 'order 1')
    expect(ctx.userId).toBeLessThan(0)
    expect((await authenticate(`Bearer ${second}`)).ctx.userId).not.toBe(ctx.userId)
    const { entries } = await readStatement(ctx, { limit: 1 })
    expect(entries[0]).toMatchObject({ amountCredits: -20, who: 'CRM (service key)' })
    expect((await getUsageBreakdown(owner)).byMember).toMatchObject([
      { name: 'CRM (service key)', credits: 20 },
    ])

    await refuses(revokeKey((await makeTeam()).owner, { id }), 'not-found')
    await revokeKey(owner, { id })
    await revokeKey(owner, { id })
    expect(await request(key)).toMatchObject({ status: 401 })
    expect(await request(second)).toMatchObject({ status: 200 })
    await system()
      .update(workspaces)
      .set({ deletedAt: new Date() })
      .where(eq(workspaces.id, owner.workspaceId))
    expect(await request(second), 'no key works in a deleted workspace').toMatchObject({ status: 401 })
  })

  it('R50: an expired key returns key.expired and no longer counts toward the key limit', async () => {
    const { owner } = await makeTeam()
    const { id, key } = await createKey(owner, { name: 'Site', scopes: all, lifetime: '30' })
    const [listed] = await listKeys(owner)
    const days = ((listed?.expiresAt?.getTime() ?? 0) - (listed?.createdAt.getTime() ?? 0)) / 86_400_000
    expect(days).toBeCloseTo(30, 1)
    expect(await request(key)).toMatchObject({ status: 200 })
    const isThis = eq(apiKeys.id, id)
    await system()
      .update(apiKeys)
      .set({ expiresAt: new Date('2020-05-04T10:00:00Z') })
      .where(isThis)
    expect(await request(key)).toMatchObject({
      status: 401,
      type: 'urn:market-trak:problem:key.expired',
      detail: expect.stringMatching(
        /^This key expired on .*2020\. Create a new key in the workspace settings\.$/,
      ),
      expiredAt: '2020-05-04T10:00:00.000Z',
    })
    expect(await request(`${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`)).toMatchObject({
      type: 'urn:market-trak:problem:key.invalid',
    })
    expect(await listKeys(owner)).toMatchObject([{ id, isExpired: true }])
    for (let i = 0; i < 20; i++) await createKey(owner, { name: `Key ${i}`, scopes: all })
    await refuses(createKey(owner, { name: 'One more', scopes: all }), 'keys.too-many')
  })

  it.each([
    [{ kind: 'root' }, 'kind'],
    [{ lifetime: '9999' }, 'lifetime'],
    [{ lifetime: ['30', '90'] }, 'lifetime'],
  ])('KeyInput refuses %j', (wrong, field) => {
    const parsed = KeyInput.safeParse({ name: 'Site', scopes: all, ...wrong })
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([field])
  })

  it('are rate-limited per key', async () => {
    const { owner } = await makeTeam()
    const [busy, calm] = [
      await createKey(owner, { name: 'Busy', scopes: all }),
      await createKey(owner, { name: 'Calm', scopes: all }),
    ]
    const responses = await Promise.all(
      Array.from({ length: windowLimits['api.key'].most + 1 }, () => request(busy.key)),
    )
    expect(responses.filter(({ status }) => status === 429)).toHaveLength(1)
    expect(responses.find(({ status }) => status === 429)).toMatchObject({
      retryAfterSeconds: expect.any(Number),
    })
    expect(await request(calm.key)).toMatchObject({ status: 200 })
  })

  it('invalid input returns an error per field', async () => {
    const { owner } = await makeTeam()
    const { key } = await createKey(owner, { name: 'Site', scopes: all })
    const outcome = await handleApiRequest(
      { where: 'test', scope: 'credits.spend', input: ChargeBody, keyed: true },
      {
        authorization: `Bearer ${key}`,
        idempotencyKey: null,
        raw: async () => ({ action: 'gold.dig', units: 0 }),
      },
      async () => 'done',
    )
    expect(outcome.ok ? null : toProblem(outcome)).toMatchObject({
      status: 400,
      errors: {
        action: expect.any(String),
        units: expect.any(String),
        'Idempotency-Key': expect.any(String),
      },
    })
  })
})

describe('spending through the API', () => {
  it('R12: the same Idempotency-Key charges once, even concurrently, and is refused with different input', async () => {
    const ctx = await makeApiCaller('starter', 500)
    const key = randomUUID()
    const charges = await Promise.all(Array.from({ length: 5 }, () => charge(ctx, report, key)))
    expect(new Set(charges.map(({ id }) => id)).size).toBe(1)
    expect(charges[0]).toMatchObject({ state: 'captured', capturedCredits: 20 })
    expect(await left(ctx)).toBe(480)
    await refuses(charge(ctx, { ...report, action: 'image.generate' }, key), 'request.reused')
    expect(await readStatement(ctx, { limit: 1 })).toMatchObject({
      entries: [
        { action: 'report.generate', amountCredits: -20, subject: { kind: 'api', id: charges[0]?.id } },
      ],
    })
    expect(await readBalance(ctx)).toMatchObject({ availableCredits: 480, plan: { key: 'starter' } })
  })

  it('R8, R11: an outdated price or an empty balance charges nothing', async () => {
    const ctx = await makeApiCaller('starter', 30)
    await refuses(charge(ctx, { ...report, quotedCredits: 19 }, randomUUID()), 'quote.changed')
    await charge(ctx, report, randomUUID())
    await refuses(charge(ctx, report, randomUUID()), 'credits.insufficient')
    expect(await left(ctx)).toBe(10)
  })

  it('R13: a hold is captured for the delivered units or released, once', async () => {
    const ctx = await makeApiCaller('starter', 500)
    const emails = { action: 'campaign.send', units: 25, quotedCredits: 9, leaseSeconds: 60 } as const
    const { id } = await openHold(ctx, emails, randomUUID())
    expect(await left(ctx)).toBe(491)
    await refuses(captureHold(ctx, { id, units: 26 }), 'hold.above')
    expect(await captureHold(ctx, { id, units: 20 })).toMatchObject({ state: 'captured', capturedCredits: 6 })
    expect(await captureHold(ctx, { id, units: 20 })).toMatchObject({ capturedCredits: 6 })
    await refuses(captureHold(ctx, { id, units: 5 }), 'hold.settled')
    await refuses(releaseHold(ctx, { id }), 'hold.settled')
    expect(await left(ctx)).toBe(494)
    const other = await openHold(ctx, emails, randomUUID())
    await releaseHold(ctx, other)
    expect(await releaseHold(ctx, other)).toMatchObject({ state: 'released' })
    await refuses(captureHold(ctx, { id: other.id, units: 1 }), 'hold.settled')
    expect(await left(ctx)).toBe(494)
  })

  it('R35: holds of another workspace or of the product’s own work are not found', async () => {
    const ctx = await makeApiCaller('starter', 500)
    const other = await makeApiCaller('starter', 500)
    const { id } = await openHold(ctx, { ...report, leaseSeconds: 60 }, 'same-key')
    expect((await openHold(other, { ...report, leaseSeconds: 60 }, 'same-key')).id).not.toBe(id)
    await refuses(readHold(other, id), 'not-found')
    await refuses(captureHold(other, { id, units: 1 }), 'not-found')
    const subject = { kind: 'report', id: randomUUID() } as const
    const own = await reserve(ctx, { ...report, key: randomUUID(), subject, leaseSeconds: 60 })
    await refuses(releaseHold(ctx, { id: own.holdId }), 'not-found')
  })

  it('R35: a key reaches only its own holds, in both modes, and shares no Idempotency-Key', async () => {
    for (const plan of ['starter', 'essentials'] as const) {
      const mine = await makeApiCaller(plan, plan === 'starter' ? 500 : 0)
      const theirs = { ...mine, apiKeyId: randomUUID() }
      const work = { ...report, quotedCredits: plan === 'starter' ? 20 : 0, leaseSeconds: 60 }
      const { id } = await openHold(mine, work, 'order 1')
      await refuses(readHold(theirs, id), 'not-found')
      await refuses(captureHold(theirs, { id, units: 1 }), 'not-found')
      await refuses(releaseHold(theirs, { id }), 'not-found')
      expect(
        (await openHold(theirs, work, 'order 1')).id,
        'the same Idempotency-Key with another API key',
      ).not.toBe(id)
      expect((await openHold(mine, work, 'order 1')).id, 'R12: a repeated request').toBe(id)
      expect(await captureHold(mine, { id, units: 1 })).toMatchObject({ state: 'captured' })
    }
  })

  it('R3: in limits mode charges count toward the limit, even concurrently', async () => {
    const owner = await makeApiCaller('essentials', 0)
    const admin = asApiCaller(await join(owner.workspaceId, 'admin'))
    const free = { ...report, quotedCredits: 0 }
    const results = await Promise.allSettled(
      Array.from({ length: 14 }, (_, i) => charge(i % 2 ? owner : admin, free, `report ${i}`)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    const [refused] = results.filter((result) => result.status === 'rejected')
    expect(refused?.reason).toMatchObject({
      code: 'limit.reached',
      details: { limit: 10, used: 10, resetsAt: expect.any(String), upgradeHref: expect.any(String) },
    })
    const [counter] = await system()
      .select()
      .from(limitCounters)
      .where(eq(limitCounters.workspaceId, owner.workspaceId))
    expect(counter).toMatchObject({ metric: 'reports', used: 10, reserved: 0 })
    // An accepted request can be repeated; reusing its key for another request is refused.
    const accepted = results.findIndex(({ status }) => status === 'fulfilled')
    const caller = accepted % 2 ? owner : admin
    expect(await charge(caller, free, `report ${accepted}`)).toMatchObject({ state: 'captured' })
    await refuses(
      charge(caller, { ...free, action: 'image.generate' }, `report ${accepted}`),
      'request.reused',
    )
  })

  it('R3: a switch to a limits plan mid-cycle counts earlier usage', async () => {
    const ctx = await makeApiCaller('starter', 500)
    for (let i = 0; i < 9; i++) await charge(ctx, report, `before ${i}`)
    await system()
      .update(subscriptions)
      .set({ planKey: 'essentials' })
      .where(eq(subscriptions.workspaceId, ctx.workspaceId))
    const free = { ...report, quotedCredits: 0 }
    await charge(ctx, free, 'the tenth')
    await refuses(charge(ctx, free, 'the eleventh'), 'limit.reached')
  })
})
