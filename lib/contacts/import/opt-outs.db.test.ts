import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, inWorkspace, system } from '@/db/client'
import { contactImports, contactSuppressions } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { eraseContact } from '../delete-contact'
import { exportContacts } from '../export-contacts'
import { listContacts } from '../list-contacts'
import { addContact } from '../save-contact'
import { suppress } from '../suppress'
import { agency, contact, preparePlans } from '../testing'
import { createImport, getImport, ImportInput, previewImport, runImport } from './import-contacts'
import { pruneImports } from './prune-imports'

beforeAll(preparePlans)
afterAll(() => disconnect())

const HUBSPOT = [
  'First Name,Last Name,Email,Unsubscribed from all email,Email hard bounce reason,Phone Number',
  'Ann,Lee,ann@people.example,,,+1 206 555 0100',
  'Lou,Left,lou@people.example; lou2@people.example,true,,',
  'Gus,Gone,gus@people.example,,Unknown user,',
].join('\n')

async function upload(ctx: WorkspaceContext, content: string | Uint8Array, fileName = 'people.csv') {
  const { id } = await createImport(ctx, { id: randomUUID(), fileName, content })
  return id
}

/** The form as it is shown: nothing is corrected. */
async function firstGuess(ctx: WorkspaceContext, id: string) {
  const { guessed, everyone } = await getImport(ctx, id)
  return ImportInput.parse({
    id,
    column: guessed,
    everyone,
    rule: 'fill',
    consentSource: 'Other program',
    consentAt: '2026-01-05',
    listName: '',
  })
}

async function importFile(ctx: WorkspaceContext, content: string | Uint8Array, fileName?: string) {
  const id = await upload(ctx, content, fileName)
  await runImport(ctx, await firstGuess(ctx, id))
  return getImport(ctx, id)
}

const emails = async (ctx: WorkspaceContext) =>
  (await listContacts(ctx, { limit: 50 })).rows.map(({ email }) => email).toSorted()

const suppressions = async ({ workspaceId }: WorkspaceContext) =>
  Object.fromEntries(
    (
      await system()
        .select()
        .from(contactSuppressions)
        .where(eq(contactSuppressions.workspaceId, workspaceId))
    ).map(({ email, reason }) => [email, reason]),
  )

test('R43: people who opted out in the other program are suppressed, and the preview says how many and why', async () => {
  const ctx = await agency()
  const id = await upload(ctx, HUBSPOT)
  const preview = await previewImport(ctx, await firstGuess(ctx, id))
  expect(preview.counts).toMatchObject({ added: 1, suppressed: 2, refused: 0 })
  expect(preview.skipped).toEqual([
    {
      line: 3,
      outcome: 'suppressed',
      reason: 'Unsubscribed in the other program',
      value: 'Unsubscribed from all email: true',
    },
    {
      line: 4,
      outcome: 'suppressed',
      reason: 'Bounced in the other program',
      value: 'Email hard bounce reason: Unknown user',
    },
  ])
  expect(await suppressions(ctx)).toEqual({})
  await runImport(ctx, await firstGuess(ctx, id))
  expect(await emails(ctx)).toEqual(['ann@people.example'])
  expect(await suppressions(ctx)).toEqual({
    'lou@people.example': 'unsubscribed',
    'lou2@people.example': 'unsubscribed',
    'gus@people.example': 'bounced',
  })
})

test('R43: an opt-out elsewhere stops emails to an existing contact, and a weaker reason changes nothing', async () => {
  const ctx = await agency()
  await addContact(ctx, contact({ email: 'lou@people.example' }))
  await inWorkspace(ctx.workspaceId, (tx) =>
    suppress(tx, { workspaceId: ctx.workspaceId, email: 'gus@people.example', reason: 'complained' }),
  )
  await importFile(ctx, HUBSPOT)
  expect(await suppressions(ctx)).toMatchObject({
    'lou@people.example': 'unsubscribed',
    'gus@people.example': 'complained',
  })
  const [lou] = (await listContacts(ctx, { limit: 1, search: 'lou@' })).rows
  expect(lou).toMatchObject({ suppressed: 'unsubscribed' })
})

test('R43: a list of bounces, by its name, suppresses everyone in it', async () => {
  const ctx = await agency()
  const view = await importFile(
    ctx,
    'email,created\ngone@people.example,1700000000\n',
    'suppression_bounces.csv',
  )
  expect(view).toMatchObject({ everyone: 'bounced', counts: { added: 0, suppressed: 1 } })
  expect(await suppressions(ctx)).toEqual({ 'gone@people.example': 'bounced' })
})

test('R12: importing opt-outs twice changes nothing', async () => {
  const ctx = await agency()
  await importFile(ctx, HUBSPOT)
  const before = await suppressions(ctx)
  const again = await importFile(ctx, HUBSPOT)
  expect(again.counts).toMatchObject({ added: 0, unchanged: 1, suppressed: 2 })
  expect(await suppressions(ctx)).toEqual(before)
})

test('R43: our own export comes back unchanged after Excel saved it', async () => {
  const ctx = await agency()
  await importFile(ctx, HUBSPOT)
  await addContact(
    ctx,
    contact({ email: 'lou@people.example', phone: '+1 206 555 0188', consentAt: '2025-03-31' }),
  )
  let text = ''
  for await (const chunk of exportContacts(ctx)) text += chunk
  // As Excel in the United States saves dates.
  const saved = text.replace(
    /(\d{4})-(\d\d)-(\d\d)/g,
    (_, year, month, day) => `${Number(month)}/${Number(day)}/${year}`,
  )
  const view = await importFile(ctx, saved)
  expect(view.counts).toMatchObject({ added: 0, updated: 0, unchanged: 1, suppressed: 1 })
  expect(view.notes).toEqual([])
  let after = ''
  for await (const chunk of exportContacts(ctx)) after += chunk
  expect(after).toBe(text)
})

test('R45: an erased person is in no uploaded file and no record of an import', async () => {
  const ctx = await agency()
  const lou = contact({ email: 'lou@people.example' })
  await addContact(ctx, lou)
  const file =
    'Email,Name\nann@people.example,Ann Lee\n"Lou Left <LOU@people.example>",\nbo@people.example,Bo Park\n'
  const open = await upload(ctx, file)
  await eraseContact(ctx, lou)
  const later = await upload(ctx, file)
  const stored = await system().execute<{ found: boolean }>(
    sql`select contact_imports::text ilike '%lou@people.example%' as found from contact_imports
      where workspace_id = ${ctx.workspaceId}`,
  )
  expect(stored.map(({ found }) => found)).toEqual([false, false])
  for (const id of [open, later]) {
    await runImport(ctx, await firstGuess(ctx, id))
    const { rows, skipped } = await getImport(ctx, id)
    expect(rows).toBe(3)
    expect(skipped).toEqual([{ line: 3, outcome: 'suppressed', reason: 'Asked to be erased' }])
  }
  expect(await emails(ctx)).toEqual(['ann@people.example', 'bo@people.example'])
})

test('R45: an import that nobody finishes is pruned after a week, with its file', async () => {
  const ctx = await agency()
  const [old, recent] = [await upload(ctx, HUBSPOT), await upload(ctx, HUBSPOT)]
  await system()
    .update(contactImports)
    .set({ createdAt: sql`now() - interval '8 days'` })
    .where(eq(contactImports.id, old))
  await pruneImports()
  const [row] = await system().select().from(contactImports).where(eq(contactImports.id, old))
  expect(row).toMatchObject({ status: 'cancelled', content: '' })
  expect((await getImport(ctx, recent)).status).toBe('open')
})

test('R43: a doubtful date leaves the row in and is reported, with the date of the import', async () => {
  const ctx = await agency()
  const view = await importFile(ctx, 'Email,Consent date\nann@people.example,3/4/2025\n')
  expect(view.counts).toMatchObject({ added: 1, refused: 0 })
  expect(view.notes).toEqual([
    { line: 2, reason: 'Unclear consent date, so the date of the import is used', value: '3/4/2025' },
  ])
  const [ann] = (await listContacts(ctx, { limit: 1 })).rows
  expect(ann?.consentAt.slice(0, 10)).toBe('2026-01-05')
})
