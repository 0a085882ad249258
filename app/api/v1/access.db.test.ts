import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import {
  campaigns,
  contacts,
  feedRuns,
  images,
  listings,
  posts,
  reports,
  templates,
  valuations,
} from '@/db/schema'
import { type ApiScope, apiScopes } from '@/db/schema/people/api-keys'
import type { Operation } from '@/lib/api/operation'
import { operations } from '@/lib/api/operations'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { feedOf } from '@/lib/feeds/testing'
import { localDisk } from '@/lib/files/local-disk'
import { agency, preparePrices } from '@/lib/metering/testing'
import { closeConnections } from '@/local/test/connections'
import { callApi, clientOf, type OperationName, refusal } from './testing'

const folder = await mkdtemp(join(tmpdir(), 'api-'))

/**
 * Every operation of the document, whatever it does: a new operation joins by itself. An operation with an id needs a row of
 * that kind in `rowsOf`, or the test fails.
 */

beforeAll(async () => {
  setTestEnv()
  Object.assign(globalThis, { marketTrakFiles: localDisk(folder) })
  await preparePrices({})
})
afterAll(async () => {
  await closeConnections()
  await rm(folder, { recursive: true, force: true })
})

const names = Object.keys(operations) as OperationName[]
const operationOf = (name: OperationName): Operation => operations[name]
const withId = names.filter((name) => operationOf(name).path.includes('{id}'))

/** A row of each kind, by the first part of the path. */
async function rowsOf(ctx: WorkspaceContext): Promise<Record<string, string>> {
  const { workspaceId, userId } = ctx
  const db = system()
  const work = { workspaceId, holdId: randomUUID(), createdBy: userId, status: 'cancelled' } as const
  const ids = Array.from({ length: 8 }, () => randomUUID())
  const [report, valuation, image, campaign, contact, template, listing, file] = ids as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  await db.insert(reports).values({
    ...work,
    id: report,
    area: { kind: 'zip', zipCode: '98103' },
    areaName: '98103',
    periodFrom: '2015-01-01',
    periodTo: '2015-03-31',
  })
  await db
    .insert(valuations)
    .values({ ...work, id: valuation, label: 'Home', zipCode: '98103', home: {}, valuedOn: '2015-04-01' })
  await db
    .insert(images)
    .values({ ...work, id: image, rootId: image, action: 'image.generate', brief: {}, title: 'Home' })
  const named = { workspaceId, name: 'Spring', subject: 'Hi', body: 'Hi', createdBy: userId }
  await db.insert(campaigns).values({ ...named, id: campaign, listName: 'All contacts', details: {} })
  await db.insert(templates).values({ ...named, id: template, kind: 'email' })
  await db.insert(contacts).values({
    workspaceId,
    id: contact,
    email: `${contact}@list.test`,
    consentSource: 'Form',
    consentAt: new Date('2026-01-05T00:00:00Z'),
    createdBy: userId,
  })
  const feed = await feedOf(ctx)
  await db.insert(feedRuns).values({
    workspaceId,
    id: file,
    feedId: feed,
    source: 'push',
    fileName: `${'a'.repeat(64)}.xml`,
    fileHash: 'a'.repeat(64),
    sizeBytes: 1,
  })
  await db.insert(listings).values({
    workspaceId,
    id: listing,
    feedId: feed,
    runId: file,
    sourceKey: 'H1',
    status: 'current',
    data: {},
    dataHash: 'a',
  })
  await db.insert(posts).values({ workspaceId, id: randomUUID(), title: 'Home', status: 'draft', texts: {} })
  const [post] = await db.select({ id: posts.id }).from(posts).limit(1)
  return {
    reports: report,
    valuations: valuation,
    images: image,
    campaigns: campaign,
    contacts: contact,
    templates: template,
    feeds: feed,
    'feed-files': file,
    listings: listing,
    posts: post?.id ?? '',
    holds: randomUUID(),
  }
}

let rows: Record<string, string>
beforeAll(async () => {
  rows = await rowsOf(await agency())
})

const idFor = (name: OperationName): string => {
  const kind = operationOf(name).path.split('/')[1] ?? ''
  const id = rows[kind]
  if (!id)
    throw new Error(
      `rowsOf has no row for ${kind}. Add one, so that this test proves that others can’t reach it.`,
    )
  return id
}

/** A valid body: the operation's example, or what the operations without one need. */
const callOf = (name: OperationName) => {
  const { example, upload, path } = operationOf(name)
  const body = example ?? { action: 'report.generate', quotedCredits: 20, units: 1 }
  return {
    body,
    query: { action: 'report.generate' },
    ...(path.includes('{id}') && { id: idFor(name) }),
    ...(upload && { bytes: Buffer.from('x') }),
  }
}

test('every operation with a JSON body has an example that its own schema accepts', () => {
  for (const name of names) {
    const { method, example, upload, input, path } = operationOf(name)
    const needsBody = (method === 'POST' || method === 'PUT') && !upload
    const fields = Object.keys(input.shape).filter((field) => !path.includes(`{${field}}`))
    if (!needsBody || fields.length === 0 || /^\/(charges|holds)/.test(path)) continue
    expect(example, `${name} needs an example`).toBeDefined()
    const parsed = input.safeParse({ ...example, ...(path.includes('{id}') && { id: randomUUID() }) })
    expect(parsed.error?.issues ?? [], name).toEqual([])
  }
})

describe.each(names)('R35: %s', (name) => {
  const { scope } = operationOf(name)

  test('without a key, with an unknown key or with a session is refused', async () => {
    for (const key of ['', 'mtk_1_unknown', `mtk_1_${'a'.repeat(43)}`])
      expect(refusal(await callApi(key, name, callOf(name)))).toEqual([401, 'key.invalid'])
  })

  test('with every scope but its own is refused, even for an id that does not exist', async () => {
    const scopes = apiScopes.filter((one): one is ApiScope => one !== scope)
    const call = await clientOf(await agency(), { scopes })
    const answer = await call(name, callOf(name))
    expect(refusal(answer)).toEqual([403, 'scope.missing'])
    expect(answer.body).toMatchObject({ scope })
  })
})

test.each(withId)(
  'R35: %s answers 404 for an id of another workspace and for one that does not exist',
  async (name) => {
    const call = await clientOf(await agency(), { scopes: [operationOf(name).scope] })
    for (const id of [idFor(name), randomUUID()])
      expect(refusal(await call(name, { ...callOf(name), id }))).toEqual([404, 'not-found'])
    expect((await call(name, { ...callOf(name), id: 'x' })).status).toBe(400)
  },
)
