import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { disconnect } from '@/db/client'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { readAccount } from '@/lib/credits/read/read'
import { makeWorkspace } from '@/lib/credits/testing'
import { changeBrand } from '@/lib/workspaces/brand/brand'
import { inboxForTests } from '@/local/mail/testing'
import { scratchFolder } from '@/local/test/scratch-folder'
import { library } from './library'
import { readBranding, saveSender } from './render/branding'
import { previewTemplate } from './render/preview'
import { sendTestEmail } from './send-test'
import { TemplateInput } from './template-input'
import {
  copyFromLibrary,
  deleteTemplate,
  duplicateTemplate,
  getTemplate,
  listTemplates,
  saveTemplate,
} from './templates'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl, FILES_DIR: scratchFolder('templates') })

afterAll(disconnect)

const agency = async (): Promise<WorkspaceContext> => ({
  ...(await makeWorkspace({ allowance: 100 })),
  role: 'owner',
})

const templateInput = (over: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  kind: 'email',
  name: 'News',
  subject: 'News for {{ first_name | default: "you" }}',
  body: 'Hi {{ first_name }}',
  ...over,
})

test('R9, R12: templates are copied from the library, edited, duplicated and deleted for free', async () => {
  const ctx = await agency()
  const before = await readAccount(ctx.workspaceId)
  const copyOf = { id: randomUUID(), key: library[0]?.key ?? '' }
  await Promise.all([copyFromLibrary(ctx, copyOf), copyFromLibrary(ctx, copyOf)])
  await saveTemplate(ctx, TemplateInput.parse(templateInput({ id: copyOf.id, name: 'Mine' })))
  // Copying from the library again leaves the edited template unchanged.
  await copyFromLibrary(ctx, copyOf)
  expect(await getTemplate(ctx, copyOf.id)).toMatchObject({ name: 'Mine', body: 'Hi {{ first_name }}' })
  const copy = { id: randomUUID(), fromId: copyOf.id }
  await Promise.all([duplicateTemplate(ctx, copy), duplicateTemplate(ctx, copy)])
  expect((await listTemplates(ctx, 'email')).map(({ name }) => name).toSorted()).toEqual([
    'Mine',
    'Mine (copy)',
  ])
  await deleteTemplate(ctx, copyOf)
  await deleteTemplate(ctx, copyOf)
  expect(await code(getTemplate(ctx, copyOf.id))).toBe('not-found')
  expect(await code(copyFromLibrary(ctx, { id: randomUUID(), key: 'none' }))).toBe('not-found')
  expect((await readAccount(ctx.workspaceId)).seq).toBe(before.seq)
})

test('TemplateInput reports an invalid merge field at its field', () => {
  const wrong = TemplateInput.safeParse(templateInput({ subject: '', body: '{{ pet }}' }))
  expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['body', expect.stringContaining('“pet”')],
    ['subject', 'Enter a subject.'],
  ])
  expect(TemplateInput.safeParse(templateInput({ subject: '' })).error?.issues[0]?.path).toEqual(['subject'])
  expect(TemplateInput.parse(templateInput({ kind: 'social' })).subject).toBe('')
})

test('the preview and the test email use the agency’s brand, and the test email is sent only to the member', async () => {
  const ctx = await agency()
  const sender = { replyTo: 'us@hill.test', phone: '', website: '', postalAddress: '1 Hill Road' }
  await saveSender(ctx, sender)
  await saveSender(ctx, sender)
  await changeBrand(ctx, { agencyName: 'Hill & Sons', color: '#a3546a' })
  const { workspaceId } = ctx
  const ours = { ...sender, workspaceId, agencyName: 'Hill & Sons', color: '#a3546a', logo: null }
  expect(await readBranding(ctx)).toEqual(ours)
  const preview = await previewTemplate(ctx, { kind: 'email', subject: 'Hi', body: '[Go](https://a.test)' })
  expect(preview).toMatchObject({ html: expect.stringContaining('background:#a3546a') })
  expect(await previewTemplate(ctx, { kind: 'social', subject: '', body: '{{ pet }}' })).toEqual({
    problem: expect.stringContaining('“pet”'),
  })
  const { to } = await sendTestEmail(ctx, { subject: 'Hi {{ first_name }}', body: 'Hello' })
  expect(await inbox.mailsTo(to)).toEqual([
    expect.objectContaining({
      to: [to],
      subject: '[Test] Hi Ann',
      from: expect.stringContaining('Hill & Sons'),
      headers: expect.objectContaining({ 'reply-to': expect.stringContaining('us@hill.test') }),
    }),
  ])
  for (let sent = 1; sent < 20; sent++) await sendTestEmail(ctx, { subject: 'Hi', body: 'Hello' })
  expect(await code(sendTestEmail(ctx, { subject: 'Hi', body: 'Hello' }))).toBe('rate.limited')
})

test('the agency’s logo is attached to its emails and inlined in previews', async () => {
  const ctx = await agency()
  const drawn = await sharp({ create: { width: 80, height: 40, channels: 3, background: '#803010' } })
    .png()
    .toBuffer()
  const logo = new Blob([new Uint8Array(drawn)])
  await changeBrand(ctx, { agencyName: 'Hill & Sons', color: '#a3546a', logo })
  const content = { subject: 'Hi', body: 'Hello' }
  expect(await previewTemplate(ctx, { kind: 'email', ...content })).toMatchObject({
    html: expect.stringMatching(/<img src="data:image\/png;base64,[^"]+" alt="Hill &amp; Sons"/),
  })
  const { to } = await sendTestEmail(ctx, content)
  // The inbox inlines the attached image.
  expect(await inbox.mailsTo(to)).toMatchObject([
    {
      html: expect.stringMatching(/<img src="data:image\/png;base64,[^"]+" alt="Hill &amp; Sons"/),
      attachments: [{ name: 'logo.png', type: 'image/png' }],
    },
  ])
  // Other workspaces don’t have it.
  expect((await readBranding(await agency())).logo).toBeNull()
})

test('R35: another workspace can’t read, copy, change or delete a template', async () => {
  const [ours, theirs] = [await agency(), await agency()]
  const { id } = await saveTemplate(ours, TemplateInput.parse(templateInput()))
  expect(await code(getTemplate(theirs, id))).toBe('not-found')
  expect(await code(duplicateTemplate(theirs, { id: randomUUID(), fromId: id }))).toBe('not-found')
  await deleteTemplate(theirs, { id })
  await saveTemplate(theirs, TemplateInput.parse(templateInput({ id, name: 'Theirs' })))
  // The positive control.
  expect(await getTemplate(ours, id)).toMatchObject({ name: 'News' })
})
