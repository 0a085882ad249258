import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, inWorkspace, system } from '@/db/client'
import { contactImports } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { eraseContact } from '../delete-contact'
import { listContacts } from '../list-contacts'
import { addContact } from '../save-contact'
import { suppress } from '../suppress'
import { agency, contact, preparePlans } from '../testing'
import { createImport, getImport, ImportInput, previewImport, runImport } from './import-contacts'
import { importRowsFile } from './import-rows-file'

beforeAll(preparePlans)
afterAll(() => disconnect())

const LINES = [
  'Email,Name,Tags,House,Notes',
  'new@a.test,New One,,12,',
  'ann@a.test,Ann Lee,seller,14,',
  'bo@a.test,Bo Park,,15,',
  'nobody,,,,',
  'NEW@a.test,Twice,,,',
  'gone@a.test,Gone,,,',
  'erased@a.test,Erased,,,',
]

const mapping = (id: string) =>
  ImportInput.parse({
    id,
    column: ['email', 'fullName', 'tags', 'ignore', 'ignore'],
    rule: 'fill',
    consentSource: 'Web form',
    consentAt: '2026-01-05',
    listName: '',
  })

/** Ann and Bo are contacts, one address has unsubscribed, and one person was erased. */
async function uploadedFile(): Promise<{ ctx: WorkspaceContext; id: string }> {
  const ctx = await agency()
  await addContact(ctx, contact({ email: 'ann@a.test', firstName: 'Ann', lastName: 'Lee', tags: '' }))
  await addContact(ctx, contact({ email: 'bo@a.test', firstName: 'Bo', lastName: 'Park', tags: '' }))
  await inWorkspace(ctx.workspaceId, (tx) =>
    suppress(tx, { workspaceId: ctx.workspaceId, email: 'gone@a.test', reason: 'unsubscribed' }),
  )
  const erased = contact({ email: 'erased@a.test' })
  await addContact(ctx, erased)
  await eraseContact(ctx, erased)
  const { id } = await createImport(ctx, {
    id: randomUUID(),
    fileName: 'people.csv',
    content: LINES.join('\n'),
  })
  return { ctx, id }
}

const COUNTS = { added: 1, updated: 1, unchanged: 1, duplicates: 1, refused: 1, suppressed: 2 }

test('R43: every row of an import is counted once, skipped rows are listed, and unused columns are named', async () => {
  const { ctx, id } = await uploadedFile()
  const expected = {
    rows: 7,
    counts: COUNTS,
    notes: [],
    // A column without values is not worth a word.
    unusedColumns: ['House'],
    skipped: [
      { line: 5, outcome: 'refused', reason: 'Not an email address', value: 'nobody' },
      { line: 6, outcome: 'duplicate', reason: 'Same address as line 2' },
      { line: 7, outcome: 'suppressed', reason: 'Unsubscribed earlier' },
      { line: 8, outcome: 'suppressed', reason: 'Asked to be erased' },
    ],
  }
  expect(await previewImport(ctx, mapping(id))).toEqual(expected)
  expect(await runImport(ctx, mapping(id))).toEqual({ added: 1 })
  const view = await getImport(ctx, id)
  expect(view).toMatchObject(expected)
  expect(Object.values(view.counts).reduce((sum, count) => sum + count, 0)).toBe(view.rows)
  const { rows } = await listContacts(ctx, { limit: 10 })
  expect(rows.map(({ email }) => email).toSorted()).toEqual(['ann@a.test', 'bo@a.test', 'new@a.test'])
})

test('R43: importing the same file again changes nothing and says so', async () => {
  const { ctx, id } = await uploadedFile()
  await runImport(ctx, mapping(id))
  const again = await createImport(ctx, {
    id: randomUUID(),
    fileName: 'people.csv',
    content: LINES.join('\n'),
  })
  await runImport(ctx, mapping(again.id))
  expect((await getImport(ctx, again.id)).counts).toEqual({ ...COUNTS, added: 0, updated: 0, unchanged: 3 })
})

test('R43: the outcome of every row can be downloaded, by line and without addresses, only by its own workspace', async () => {
  const { ctx, id } = await uploadedFile()
  expect(await code(importRowsFile(ctx, id))).toBe('not-found')
  await runImport(ctx, mapping(id))
  const file = await importRowsFile(ctx, id)
  expect(file.replace('\uFEFF', '').trim().split(/\r?\n/)).toEqual([
    'Line,Outcome,Reason,Value',
    '2,added,,',
    '3,updated,,',
    '4,unchanged,,',
    '5,invalid,Not an email address,nobody',
    '6,duplicate,Same address as line 2,',
    '7,suppressed,Unsubscribed earlier,',
    '8,suppressed,Asked to be erased,',
  ])
  expect(file).not.toContain('@')
  expect(await code(importRowsFile(await agency(), id))).toBe('not-found')
})

test('R43: the database refuses a finished import whose rows do not add up', async () => {
  const { ctx, id } = await uploadedFile()
  await runImport(ctx, mapping(id))
  const lost = system().update(contactImports).set({ duplicates: 0 }).where(eq(contactImports.id, id))
  await expect(lost).rejects.toThrow()
})
