import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { system } from '@/db/client'
import { images } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { draftTo, listOf } from '@/lib/campaigns/testing'
import { addContact } from '@/lib/contacts/save-contact'
import { contact } from '@/lib/contacts/testing'
import { actionKeys } from '@/lib/credits/shared/actions'
import { feedOf, homes, importBytes } from '@/lib/feeds/testing'
import { agency as newAgency, preparePrices } from '@/lib/metering/testing'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { find } from './find'
import { readCosts } from './read-costs'

setTestEnv({ FILES_DIR: scratchFolder('finder') })
beforeAll(async () => {
  await preparePrices(Object.fromEntries(actionKeys.map((key) => [key, { credits: 5 }])))
})
afterAll(closeConnections)

const agency = async (mode: 'credits' | 'limits' = 'credits') => ({
  ...(await newAgency(mode)),
  timeZone: 'America/Los_Angeles',
})

it('finds each kind of work, listings and people by a part of their name', async () => {
  const ctx = await agency()
  const { workspaceId, userId } = ctx
  await importBytes(ctx, await feedOf(ctx), homes(1))
  await draftTo(ctx, await listOf(ctx, 1))
  const person = contact({ firstName: 'Sam', lastName: 'Spring', email: 'sam@example.com' })
  await addContact(ctx, person)
  await system().execute(sql`insert into reports (workspace_id, id, area, area_name, period_from, period_to, hold_id, created_by)
    values (${workspaceId}, ${randomUUID()}, '{}', 'Springfield', '2026-01-01', '2026-06-30', ${randomUUID()}, ${userId})`)

  const found = await find(ctx, 'spring')
  expect(found.map(({ kind, title }) => [kind, title])).toEqual([
    ['report', 'Springfield'],
    ['campaign', 'Spring'],
    ['contact', 'Sam Spring'],
  ])
  expect(found.at(-1)).toMatchObject({ detail: 'sam@example.com', href: `/contacts/${person.id}` })
  const [listing] = await find(ctx, 'hill street')
  expect(listing).toMatchObject({
    kind: 'listing',
    href: expect.stringMatching(/^\/listings\//),
  })
  expect((await find(ctx, 'New')).map(({ kind }) => kind)).toContain('template')
})

it('R35: finds nothing of another workspace', async () => {
  const [ctx, other] = [await agency(), await agency()]
  await addContact(other, contact({ firstName: 'Priya', email: 'priya@example.com' }))
  expect(await find(other, 'priya')).toHaveLength(1)
  expect(await find(ctx, 'priya')).toEqual([])
})

it('shows days in the workspace’s time zone, and an image once however many versions it has', async () => {
  const ctx = await agency()
  const { workspaceId, userId } = ctx
  const [root, second] = [randomUUID(), randomUUID()]
  for (const [i, id] of [root, second].entries())
    await system()
      .insert(images)
      .values({
        ...{ workspaceId, id, rootId: root, parentId: i === 0 ? null : root, title: 'Maple Villa' },
        ...{ action: i === 0 ? 'image.generate' : 'image.edit', brief: {}, holdId: randomUUID() },
        instruction: i === 0 ? null : 'Larger',
        ...{ createdBy: userId, createdAt: new Date(Date.parse('2026-01-05T03:00:00Z') + i) },
      })
  expect(await find(ctx, 'maple')).toEqual([
    { kind: 'image', id: second, title: 'Maple Villa', detail: 'Jan 4, 2026', href: `/images/${second}` },
  ])
})

it('signs of patterns are plain text, and each kind has a few of the newest', async () => {
  const ctx = await agency()
  await listOf(ctx, 9)
  expect(await find(ctx, 'Person')).toHaveLength(5)
  expect(await find(ctx, '%')).toEqual([])
  expect(await find(ctx, '_erson')).toEqual([])
})

it('a hidden street finds nothing', async () => {
  const ctx = await agency()
  await importBytes(ctx, await feedOf(ctx), homes(1))
  const listingsFound = async () => (await find(ctx, 'hill street')).filter(({ kind }) => kind === 'listing')
  expect(await listingsFound()).toHaveLength(1)
  await system().execute(
    sql`update listings set data = data || '{"showsStreet": false}' where workspace_id = ${ctx.workspaceId}`,
  )
  expect(await listingsFound()).toEqual([])
})

it('R7: costs are those of the rate card, and none with monthly limits', async () => {
  expect(await readCosts(await agency())).toMatchObject({ 'feed.post': '5 credits per post' })
  expect(await readCosts(await agency('limits'))).toMatchObject({ 'feed.post': 'In your plan' })
})
