import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { system } from '@/db/client'
import { listings } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { feedOf, homes, importBytes, prepareFeedPrices } from '@/lib/feeds/testing'
import { agency } from '@/lib/metering/testing'
import { saveSender } from '@/lib/templates/render/branding'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { readSource } from './read-source'
import type { SourceRef } from './shared/source'

setTestEnv({ FILES_DIR: scratchFolder('reuse') })
beforeAll(prepareFeedPrices)
afterAll(closeConnections)

async function listingOf(ctx: WorkspaceContext, over: object = {}): Promise<SourceRef> {
  await importBytes(ctx, await feedOf(ctx), homes(1))
  const [row] = await system().select().from(listings).where(eq(listings.workspaceId, ctx.workspaceId))
  if (!row) throw new Error('the file has a listing')
  await system()
    .update(listings)
    .set({ data: { ...(row.data as object), ...over } })
    .where(eq(listings.workspaceId, ctx.workspaceId))
  return { kind: 'listing', id: row.id }
}

it('a listing fills in its address, price and facts, and who to call', async () => {
  const ctx = await agency()
  await saveSender(ctx, {
    replyTo: 'hi@sunny.test',
    phone: '555 0100',
    website: '',
    postalAddress: '1 High Street',
  })
  const source = await readSource(ctx, await listingOf(ctx, { priceWords: '$650,000' }))
  expect(source.details).toMatchObject({
    property_address: expect.stringContaining('Hill Street, Carlton'),
    property_price: '$650,000',
    property_facts: '3 bed, 2 bath, 412.5 sq m',
  })
  expect(source.brief).toMatchObject({ headline: 'Light on three sides', price: '$650,000' })
  expect(source.texts.facebook).toMatch(/^Light on three sides\. .*Hill Street, Carlton\./)
  expect(source.texts.facebook).toContain('555 0100')
  expect([...(source.texts.x ?? '')].length).toBeLessThanOrEqual(280)
})

it('a hidden street stays hidden in everything made from the listing', async () => {
  const ctx = await agency()
  const ref = await listingOf(ctx, { showsStreet: false, headline: 'Come to 15 Hill Street' })
  const { href: _, id: __, ...made } = await readSource(ctx, ref)
  expect(JSON.stringify(made)).not.toContain('Hill Street')
  expect(made.details.property_address).toBe('Carlton')
})

it('R43: a listing that must not be published fills in nothing', async () => {
  const ctx = await agency()
  const ref = await listingOf(ctx, { notForInternet: 'The seller opted out' })
  await expect(readSource(ctx, ref)).rejects.toMatchObject({ code: 'not-found' })
})

it('R35: work of another workspace and unfinished work is not found', async () => {
  const [ctx, other] = [await agency(), await agency()]
  const ref = await listingOf(other)
  await expect(readSource(ctx, ref)).rejects.toMatchObject({ code: 'not-found' })
  const id = randomUUID()
  await system().execute(sql`insert into reports (workspace_id, id, area, area_name, period_from, period_to, hold_id, created_by)
    values (${ctx.workspaceId}, ${id}, '{}', 'Springfield', '2026-01-01', '2026-06-30', ${randomUUID()}, ${ctx.userId})`)
  await expect(readSource(ctx, { kind: 'report', id })).rejects.toMatchObject({ code: 'not-found' })
})
