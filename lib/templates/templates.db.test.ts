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
import { readBranding, saveSender } from './letter/branding'
import { previewTemplate } from './letter/preview'
import { library } from './library'
import { sendTestEmail } from './send-test'
import { TemplateInput } from './template-input'
import {
  deleteTemplate,
  duplicateTemplate,
  getTemplate,
  listTemplates,
  saveTemplate,
  startFromLibrary,
} from './templates'

const mails = await inboxForTests()
setTestEnv({ SMTP_URL: mails.smtpUrl, FILES_DIR: scratchFolder('templates') })

afterAll(disconnect)

const agency = async (): Promise<WorkspaceContext> => ({
  ...(await makeWorkspace({ allowance: 100 })),
  role: 'owner',
})

const words = (over: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  kind: 'email',
  name: 'News',
  subject: 'News for {{ first_name | default: "you" }}',
  body: 'Hi {{ first_name }}',
  ...over,
})

test('R9, R12: started from the library, changed, copied and deleted, and nothing of it costs', async () => {
  const ctx = await agency()
  const before = await readAccount(ctx.workspaceId)
  const start = { id: randomUUID(), key: library[0]?.key ?? '' }
  await Promise.all([startFromLibrary(ctx, start), startFromLibrary(ctx, start)])
  await saveTemplate(ctx, TemplateInput.parse(words({ id: start.id, name: 'Mine' })))
  // The library's words again change nothing of what was made of them.
  await startFromLibrary(ctx, start)
  expect(await getTemplate(ctx, start.id)).toMatchObject({ name: 'Mine', body: 'Hi {{ first_name }}' })
  const copy = { id: randomUUID(), fromId: start.id }
  await Promise.all([duplicateTemplate(ctx, copy), duplicateTemplate(ctx, copy)])
  expect((await listTemplates(ctx, 'email')).map(({ name }) => name).toSorted()).toEqual([
    'Mine',
    'Mine (copy)',
  ])
  await deleteTemplate(ctx, start)
  await deleteTemplate(ctx, start)
  expect(await code(getTemplate(ctx, start.id))).toBe('not-found')
  expect(await code(startFromLibrary(ctx, { id: randomUUID(), key: 'none' }))).toBe('not-found')
  expect((await readAccount(ctx.workspaceId)).seq).toBe(before.seq)
})

test('what cannot be read is told at its field', () => {
  const wrong = TemplateInput.safeParse(words({ subject: '', body: '{{ pet }}' }))
  expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['body', expect.stringContaining('“pet”')],
    ['subject', 'A mail needs a subject.'],
  ])
  expect(TemplateInput.safeParse(words({ subject: '' })).error?.issues[0]?.path).toEqual(['subject'])
  expect(TemplateInput.parse(words({ kind: 'social' })).subject).toBe('')
})

test('the preview and the test mail have the agency’s name and colour, and go to who asks alone', async () => {
  const ctx = await agency()
  const sender = { replyTo: 'us@hill.test', phone: '', website: '', postalAddress: '1 Hill Road' }
  await saveSender(ctx, sender)
  await saveSender(ctx, sender)
  await changeBrand(ctx, { agencyName: 'Hill & Sons', color: '#a3546a' })
  const ours = { ...sender, agencyName: 'Hill & Sons', colour: '#a3546a', logo: null }
  expect(await readBranding(ctx)).toEqual(ours)
  const preview = await previewTemplate(ctx, { kind: 'email', subject: 'Hi', body: '[Go](https://a.test)' })
  expect(preview).toMatchObject({ html: expect.stringContaining('background:#a3546a') })
  expect(await previewTemplate(ctx, { kind: 'social', subject: '', body: '{{ pet }}' })).toEqual({
    problem: expect.stringContaining('“pet”'),
  })
  const { to } = await sendTestEmail(ctx, { subject: 'Hi {{ first_name }}', body: 'Hello' })
  expect(await mails.mailsTo(to)).toEqual([
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

test('the agency’s logo comes along in its mails, and stands on the pages that show them', async () => {
  const ctx = await agency()
  const drawn = await sharp({ create: { width: 80, height: 40, channels: 3, background: '#803010' } })
    .png()
    .toBuffer()
  const logo = new Blob([new Uint8Array(drawn)])
  await changeBrand(ctx, { agencyName: 'Hill & Sons', color: '#a3546a', logo })
  const words = { subject: 'Hi', body: 'Hello' }
  expect(await previewTemplate(ctx, { kind: 'email', ...words })).toMatchObject({
    html: expect.stringMatching(/<img src="data:image\/png;base64,[^"]+" alt="Hill &amp; Sons"/),
  })
  const { to } = await sendTestEmail(ctx, words)
  // The inbox shows the picture that came with the mail where its page names it.
  expect(await mails.mailsTo(to)).toMatchObject([
    {
      html: expect.stringMatching(/<img src="data:image\/png;base64,[^"]+" alt="Hill &amp; Sons"/),
      attachments: [{ name: 'logo.png', type: 'image/png' }],
    },
  ])
  // Nobody else's mails carry it.
  expect((await readBranding(await agency())).logo).toBeNull()
})

test('R35: another workspace neither sees, copies, changes nor deletes it', async () => {
  const [ours, theirs] = [await agency(), await agency()]
  const { id } = await saveTemplate(ours, TemplateInput.parse(words()))
  expect(await code(getTemplate(theirs, id))).toBe('not-found')
  expect(await code(duplicateTemplate(theirs, { id: randomUUID(), fromId: id }))).toBe('not-found')
  await deleteTemplate(theirs, { id })
  await saveTemplate(theirs, TemplateInput.parse(words({ id, name: 'Theirs' })))
  // The positive control.
  expect(await getTemplate(ours, id)).toMatchObject({ name: 'News' })
})
