import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disconnect, inWorkspace, system } from '@/db/client'
import { statementsOf } from '@/db/connections/testing-statements'
import { contactImports, contactSuppressions, limitCounters } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { listExports } from '@/lib/workspaces/list-exports'
import { deleteContact, eraseContact } from './delete-contact'
import { exportContacts } from './export-contacts'
import {
  cancelImport,
  createImport,
  getImport,
  ImportInput,
  previewImport,
  runImport,
} from './import/import-contacts'
import { getContact, listContacts } from './list-contacts'
import { deleteList, listContactLists, saveList } from './lists'
import { addContact, editContact } from './save-contact'
import { blockAddress, listSuppressions, suppress, unblockAddress } from './suppress'
import { agency, contact, preparePlans } from './testing'

beforeAll(preparePlans)
afterAll(() => disconnect())

const used = async ({ workspaceId }: WorkspaceContext) => {
  const rows = await system().select().from(limitCounters).where(eq(limitCounters.workspaceId, workspaceId))
  return rows.find(({ metric }) => metric === 'contacts')?.used ?? 0
}

const mapping = (id: string, over: Record<string, unknown> = {}) =>
  ImportInput.parse({
    id,
    column: ['email', 'fullName', 'tags'],
    rule: 'fill',
    consentSource: 'Web form',
    consentAt: '2026-01-05',
    listName: 'Spring',
    ...over,
  })

async function upload(ctx: WorkspaceContext, lines: string[]): Promise<string> {
  const { id } = await createImport(ctx, {
    id: randomUUID(),
    fileName: 'people.csv',
    content: ['Email,Name,Tags', ...lines].join('\n'),
  })
  return id
}

test('R12: a contact is added once, edited, searched and deleted; an address belongs to one contact', async () => {
  const ctx = await agency()
  const list = { id: randomUUID(), name: 'Buyers' }
  await saveList(ctx, list)
  await saveList(ctx, list)
  const ann = contact({ listIds: [list.id, randomUUID()] })
  await Promise.all([addContact(ctx, ann), addContact(ctx, ann)])
  expect(await used(ctx)).toBe(1)
  expect(await getContact(ctx, ann.id)).toMatchObject({
    email: 'ann.lee@example.com',
    tags: ['buyer', 'first home'],
    consentSource: 'Open house',
    listIds: [list.id],
    suppressed: null,
  })
  expect(await code(addContact(ctx, contact()))).toBe('contact.exists')
  await editContact(ctx, contact({ id: ann.id, lastName: 'Lee-Park', tags: 'seller', listIds: [] }))
  const found = await Promise.all(
    ['lee-park', 'SELLER', 'nobody'].map((search) => listContacts(ctx, { limit: 5, search })),
  )
  expect(found.map(({ rows }) => rows.length)).toEqual([1, 1, 0])
  expect(await listContactLists(ctx)).toEqual([{ ...list, contacts: 0, mailable: 0 }])
  await Promise.all([deleteContact(ctx, ann), deleteContact(ctx, ann)])
  expect(await code(getContact(ctx, ann.id))).toBe('not-found')
})

describe('R3: the contact limit', () => {
  test('counts new contacts, and refuses an import above the limit without storing any of it', async () => {
    const ctx = await agency('limits')
    const people = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => `p${from + i}@a.test,P,`)
    await runImport(ctx, mapping(await upload(ctx, people(0, 8))))
    const refused = await runImport(ctx, mapping(await upload(ctx, people(5, 6)))).catch((error) => error)
    expect(refused).toMatchObject({
      code: 'limit.reached',
      details: { limit: 10, used: 8, metric: 'contacts' },
    })
    expect((await listContacts(ctx, { limit: 50 })).rows).toHaveLength(8)
    expect(await used(ctx)).toBe(8)
    // Two of the four are existing contacts.
    await runImport(ctx, mapping(await upload(ctx, people(6, 4))))
    expect(await used(ctx)).toBe(10)
    expect(await code(addContact(ctx, contact()))).toBe('limit.reached')
    const [known] = (await listContacts(ctx, { limit: 1 })).rows
    await deleteContact(ctx, { id: known?.id ?? '' })
    expect(await used(ctx)).toBe(10)
  })

  test('counts contacts in credits mode too, without refusing any', async () => {
    const ctx = await agency('credits')
    const lines = Array.from({ length: 30 }, (_, i) => `q${i}@a.test,Q,`)
    await runImport(ctx, mapping(await upload(ctx, lines)))
    expect(await used(ctx)).toBe(30)
  })
})

test('an import is previewed, runs once, and merges by its rule', async () => {
  const ctx = await agency()
  await addContact(ctx, contact({ email: 'ann@a.test', firstName: 'Ann', lastName: '', tags: 'vip' }))
  const lines = ['ann@a.test,Anna Lee,buyer', 'bo@a.test,Bo Park,', 'nobody,,', 'BO@a.test,,seller']
  const id = await upload(ctx, lines)
  expect(await getImport(ctx, id)).toMatchObject({
    rows: 4,
    guessed: ['email', 'fullName', 'tags'],
    status: 'open',
  })
  const counts = { added: 1, updated: 1, unchanged: 0, duplicates: 1, refused: 1, suppressed: 0 }
  expect(await previewImport(ctx, mapping(id))).toMatchObject({ counts })
  expect(await code(previewImport(ctx, mapping(id, { column: ['ignore', 'email', 'tags'] })))).toBe(
    'no refusal',
  )
  expect(await code(runImport(ctx, mapping(id, { column: ['ignore', 'ignore', 'tags'] })))).toBe(
    'mapping.no-email',
  )
  await Promise.all([runImport(ctx, mapping(id)), runImport(ctx, mapping(id))])
  expect(await getImport(ctx, id)).toMatchObject({
    status: 'done',
    counts,
    skipped: [
      { line: 4, outcome: 'refused', reason: 'Not an email address', value: 'nobody' },
      { line: 5, outcome: 'duplicate', reason: 'Same address as line 3' },
    ],
  })
  const { rows } = await listContacts(ctx, { limit: 5, search: 'ann@' })
  expect(rows[0]).toMatchObject({ name: 'Ann Lee', tags: ['buyer', 'vip'], consentSource: 'Open house' })
  expect(await listContactLists(ctx)).toEqual([expect.objectContaining({ name: 'Spring', contacts: 2 })])
  await runImport(ctx, mapping(await upload(ctx, lines), { rule: 'replace', listName: '' }))
  expect((await listContacts(ctx, { limit: 5, search: 'ann@' })).rows[0]?.name).toBe('Anna Lee')
  expect(await used(ctx)).toBe(2)
  const [row] = await system().select().from(contactImports).where(eq(contactImports.id, id))
  expect(row?.content).toBe('')
  const other = await upload(ctx, lines)
  await cancelImport(ctx, { id: other })
  expect(await code(runImport(ctx, mapping(other)))).toBe('import.cancelled')
})

test('an import of 20,000 rows is written in batches', { timeout: 120_000 }, async () => {
  const ctx = await agency()
  const lines = Array.from({ length: 20_000 }, (_, i) => `person${i}@bulk.test,Person ${i},buyer`)
  const id = await upload(ctx, lines)
  const statements = await statementsOf(async () =>
    expect(await runImport(ctx, mapping(id))).toEqual({ added: 20_000 }),
  )
  expect(statements.length).toBeGreaterThan(5)
  expect(statements.length).toBeLessThan(500)
})

test('unblockAddress lifts a block, but not an unsubscribe', async () => {
  const ctx = await agency()
  const { workspaceId } = ctx
  await addContact(ctx, contact({ email: 'ann@a.test' }))
  await blockAddress(ctx, { email: 'ann@a.test' })
  await blockAddress(ctx, { email: 'ann@a.test' })
  expect((await listContacts(ctx, { limit: 1 })).rows[0]?.suppressed).toBe('blocked')
  const [blocked] = (await listSuppressions(ctx, { limit: 5 })).rows
  await unblockAddress(ctx, { emailHash: blocked?.emailHash ?? '' })
  await inWorkspace(workspaceId, (tx) =>
    suppress(tx, { workspaceId, email: 'ann@a.test', reason: 'unsubscribed' }),
  )
  expect(await code(unblockAddress(ctx, { emailHash: blocked?.emailHash ?? '' }))).toBe('contact.own-wish')
})

test('R45: an erased contact leaves only a hash, and no import adds them again', async () => {
  const ctx = await agency()
  const ann = contact({ email: 'ann@erase.test' })
  await addContact(ctx, ann)
  await eraseContact(ctx, ann)
  expect(await code(eraseContact(ctx, ann))).toBe('not-found')
  const rows = await system()
    .select()
    .from(contactSuppressions)
    .where(eq(contactSuppressions.workspaceId, ctx.workspaceId))
  expect(rows).toEqual([expect.objectContaining({ reason: 'erased', email: null })])
  expect(await code(addContact(ctx, contact({ email: 'ANN@erase.test' })))).toBe('contact.erased')
  const id = await upload(ctx, ['ann@erase.test,Ann,', 'bo@erase.test,Bo,'])
  await runImport(ctx, mapping(id))
  expect((await listContacts(ctx, { limit: 5 })).rows.map(({ email }) => email)).toEqual(['bo@erase.test'])
  const tables = ['contacts', 'contact_suppressions', 'contact_imports', 'campaign_recipients']
  for (const table of tables) {
    const found = await system().execute(
      sql`select 1 from ${sql.raw(table)} t where t.workspace_id = ${ctx.workspaceId} and t::text ilike '%ann@erase.test%'`,
    )
    expect(found, table).toHaveLength(0)
  }
})

test('exportContacts includes all contacts, and no cell that a spreadsheet would run', async () => {
  const ctx = await agency()
  await addContact(ctx, contact({ email: 'ann@a.test', firstName: '=cmd()' }))
  let text = ''
  for await (const chunk of exportContacts(ctx)) text += chunk
  expect(text).toContain('ann@a.test,\'=cmd(),Lee,,"buyer, first home",,Open house,2026-01-05,,')
})

test('R35: an export is recorded with who, what and how many rows, before the first row is sent', async () => {
  const [ctx, other] = [await agency(), await agency()]
  await addContact(ctx, contact({ email: 'ann@a.test' }))
  await addContact(ctx, contact({ email: 'bo@a.test' }))
  // Recorded even if it is canceled after the first chunk.
  const chunks = exportContacts(ctx)
  await chunks.next()
  await chunks.return(undefined)
  expect(await listExports(ctx)).toMatchObject([{ kind: 'contacts', rows: 2, who: 'Tess Ter' }])
  expect(await listExports(other)).toEqual([])
})

test('R35: another workspace can’t read or change contacts, lists and imports', async () => {
  const [ours, theirs] = [await agency(), await agency()]
  const list = { id: randomUUID(), name: 'Ours' }
  await saveList(ours, list)
  const ann = contact({ listIds: [list.id] })
  await addContact(ours, ann)
  const id = await upload(ours, ['bo@a.test,Bo,'])
  const attempts = await Promise.all([
    code(getContact(theirs, ann.id)),
    code(editContact(theirs, ann)),
    code(eraseContact(theirs, ann)),
    code(getImport(theirs, id)),
    code(runImport(theirs, mapping(id))),
  ])
  expect(attempts).toEqual(Array(5).fill('not-found'))
  await deleteContact(theirs, ann)
  await deleteList(theirs, list)
  await cancelImport(theirs, { id })
  expect((await listContacts(theirs, { limit: 5 })).rows).toEqual([])
  // The positive control.
  expect((await getContact(ours, ann.id)).listIds).toEqual([list.id])
  expect((await getImport(ours, id)).status).toBe('open')
})

test('a consent date must be in the past by the product’s clock, which the demo can move', async () => {
  const ctx = await agency()
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const ahead = contact({ consentAt: inDays(30) })
  expect(await code(addContact(ctx, ahead))).toBe('contact.future-consent')
  const id = await upload(ctx, ['ann@a.test,Ann Lee,'])
  expect(await code(runImport(ctx, mapping(id, { consentAt: inDays(30) })))).toBe('contact.future-consent')
  await system().execute(sql`insert into time_machine (offset_seconds) values (${40 * 86_400})
    on conflict (only_row) do update set offset_seconds = excluded.offset_seconds`)
  try {
    expect(await code(addContact(ctx, ahead))).toBe('no refusal')
  } finally {
    await system().execute(sql`update time_machine set offset_seconds = 0`)
  }
})
