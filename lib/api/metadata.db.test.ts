import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { creditMetadata } from '@/db/schema'
import { statementCsv } from '@/lib/billing/statement/statement-csv'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { assertStorableText } from '@/lib/core/storable-text'
import { code } from '@/lib/core/testing'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { refuses } from '@/lib/workspaces/testing'
import { captureHold, charge, openHold, readHold, releaseHold } from './holds'
import type { ApiContext } from './keys/authenticate'
import { readStatement } from './queries'
import { ChargeBody, StatementQuery } from './requests/inputs'

beforeAll(() => setTestEnv())
afterAll(() => Promise.all([closeLanes(), closeReader(), disconnect()]))

const makeCaller = async (plan: string, credits: number): Promise<ApiContext> => ({
  ...(await makeSubscriber(plan, credits)),
  apiKeyId: randomUUID(),
  timeZone: 'UTC',
})
const report = { action: 'report.generate', units: 1, quotedCredits: 20 } as const
const find = async (ctx: ApiContext, query: Record<string, unknown>) =>
  (await readStatement(ctx, StatementQuery.parse(query))).entries.map(({ metadata }) => metadata?.order)

describe('R50: metadata of a spend', () => {
  it('is carried from the hold to its entry, and is in the statement and its CSV', async () => {
    const ctx = await makeCaller('starter', 500)
    const metadata = { order: '1234', 'say "hi"': 'a\\b, {c}, ünïcode 🙂', empty: '' }
    const { id } = await openHold(ctx, { ...report, leaseSeconds: 60, metadata }, 'order 1')
    expect(await readHold(ctx, id)).toMatchObject({ state: 'open', metadata })
    expect(await captureHold(ctx, { id, units: 1 })).toMatchObject({ metadata })
    const { entries } = await readStatement(ctx, { limit: 10 })
    expect(entries.map((entry) => entry.metadata)).toEqual([metadata, null])
    let csv = ''
    for await (const part of statementCsv(ctx)) csv += part
    expect(csv.split('\r\n')[0]?.endsWith(',Note,Metadata,Name')).toBe(true)
    expect(csv).toContain(JSON.stringify(entries[0]?.metadata).replaceAll('"', '""'))
    expect(await verifyLedger()).toMatchObject({ differences: [] })
  })

  it('R12: is part of the request, in any order of its names', async () => {
    for (const [plan, quotedCredits] of [
      ['starter', 20],
      ['essentials', 0],
    ] as const) {
      const ctx = await makeCaller(plan, plan === 'starter' ? 500 : 0)
      const work = { ...report, quotedCredits }
      const first = await charge(ctx, { ...work, metadata: { a: '1', b: '2' } }, 'order 1')
      expect(first.metadata).toEqual({ a: '1', b: '2' })
      expect(await charge(ctx, { ...work, metadata: { b: '2', a: '1' } }, 'order 1')).toEqual(first)
      await refuses(charge(ctx, { ...work, metadata: { a: '1' } }, 'order 1'), 'request.reused')
      await refuses(charge(ctx, work, 'order 1'), 'request.reused')
      const plain = await charge(ctx, work, 'order 2')
      expect(plain.metadata).toBeNull()
      expect(await charge(ctx, { ...work, metadata: {} }, 'order 2')).toEqual(plain)
      await refuses(charge(ctx, { ...work, metadata: { a: '1' } }, 'order 2'), 'request.reused')
    }
  })

  it('of a released hold stays with the hold and makes no entry', async () => {
    const ctx = await makeCaller('starter', 500)
    const hold = await openHold(ctx, { ...report, leaseSeconds: 60, metadata: { order: '1' } }, 'x')
    expect(await releaseHold(ctx, hold)).toMatchObject({ state: 'released', metadata: { order: '1' } })
    const stored = await system()
      .select()
      .from(creditMetadata)
      .where(eq(creditMetadata.workspaceId, ctx.workspaceId))
    expect(stored).toEqual([])
  })

  it('finds entries by all given pairs, together with other filters and page by page', async () => {
    const ctx = await makeCaller('starter', 500)
    const other = await makeCaller('starter', 500)
    await charge(other, { ...report, metadata: { site: 'north', order: 'theirs' } }, 'x')
    for (const order of ['1', '2', '3', '4'])
      await charge(
        ctx,
        { ...report, metadata: { order, site: Number(order) % 2 ? 'north' : 'south' } },
        `order ${order}`,
      )
    await charge(ctx, report, 'no metadata')
    const edit = { action: 'image.edit', units: 1, quotedCredits: 5 } as const
    await charge(ctx, { ...edit, metadata: { site: 'north', order: '5' } }, 'order 5')
    expect(await find(ctx, { metadata: { order: '3' } })).toEqual(['3'])
    expect(await find(ctx, { metadata: { site: 'north' } })).toEqual(['5', '3', '1'])
    expect(await find(ctx, { metadata: { site: 'north', order: '1' } })).toEqual(['1'])
    expect(await find(ctx, { metadata: { site: 'north', order: '2' } })).toEqual([])
    expect(await find(ctx, { metadata: { site: 'nort' } })).toEqual([])
    expect(await find(ctx, { metadata: { site: 'north' }, action: 'image.edit' })).toEqual(['5'])
    expect(await find(ctx, { metadata: { site: 'north' }, member: ctx.userId + 1 })).toEqual([])
    const first = await readStatement(ctx, StatementQuery.parse({ metadata: { site: 'north' }, limit: 2 }))
    expect(first.entries.map(({ metadata }) => metadata?.order)).toEqual(['5', '3'])
    const before = first.nextBefore ?? 0
    expect(await find(ctx, { metadata: { site: 'north' }, limit: 2, before })).toEqual(['1'])
  })

  it.each([
    [{ order: '1234' }, true],
    [{ ['k'.repeat(40)]: 'v'.repeat(200) }, true],
    [Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`k${i}`, 'v'])), true],
    [Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`k${i}`, 'v'])), false],
    [{ ['k'.repeat(41)]: 'v' }, false],
    [{ '': 'v' }, false],
    [{ order: 'v'.repeat(201) }, false],
    [{ order: 1234 }, false],
    [{ order: null }, false],
    [{ order: { deep: 'x' } }, false],
    [['order'], false],
    ['order', false],
  ])('%j is accepted: %s', (metadata, valid) => {
    expect(ChargeBody.safeParse({ ...report, metadata }).success).toBe(valid)
  })

  it('R41: text that PostgreSQL cannot store is refused', async () => {
    for (const metadata of [{ order: '\0' }, { '\0': 'x' }, { order: '\ud800' }])
      expect(await code(Promise.resolve().then(() => assertStorableText({ metadata })))).toBe('input')
  })
})
