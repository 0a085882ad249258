import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect } from '@/db/client'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { readAccount } from '@/lib/credits/read'
import { makeWorkspace } from '@/lib/credits/testing'
import { type LocalMail, startMail } from '@/local/mail'
import { findFreePort } from '@/local/ports'
import { readBranding, saveBranding } from './branding'
import { library } from './library'
import { previewTemplate } from './preview'
import { sendTestMail } from './send-test'
import { TemplateInput } from './template-input'
import {
  deleteTemplate,
  duplicateTemplate,
  getTemplate,
  listTemplates,
  saveTemplate,
  startFromLibrary,
} from './templates'

let mail: LocalMail
const dir = await mkdtemp(join(tmpdir(), 'templates-'))

beforeAll(async () => {
  mail = await startMail({ smtpPort: await findFreePort(), webPort: await findFreePort(), dir })
  Object.assign(process.env, {
    APP_ENV: 'demo',
    APP_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 's'.repeat(32),
    STRIPE_SECRET_KEY: 'sk_test_templates',
    STRIPE_WEBHOOK_SECRET: 'whsec_templates',
    SMTP_URL: mail.smtpUrl,
    MAIL_FROM: 'Market Trak <hello@markettrak.test>',
  })
})
afterAll(async () => {
  await mail.close()
  await disconnect()
  await rm(dir, { recursive: true, force: true })
})

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
  const ours = {
    ...(await readBranding(ctx)),
    agencyName: 'Hill & Sons',
    colour: '#a3546a',
    replyTo: 'us@hill.test',
  }
  await saveBranding(ctx, ours)
  await saveBranding(ctx, ours)
  expect(await readBranding(ctx)).toEqual(ours)
  const preview = await previewTemplate(ctx, { kind: 'email', subject: 'Hi', body: '[Go](https://a.test)' })
  expect(preview).toMatchObject({ html: expect.stringContaining('background:#a3546a') })
  expect(await previewTemplate(ctx, { kind: 'social', subject: '', body: '{{ pet }}' })).toEqual({
    problem: expect.stringContaining('“pet”'),
  })
  const { to } = await sendTestMail(ctx, { subject: 'Hi {{ first_name }}', body: 'Hello' })
  const inbox = (await (await fetch(`${mail.webUrl}/api/messages?to=${to}`)).json()) as unknown[]
  expect(inbox).toEqual([
    expect.objectContaining({
      to: [to],
      subject: '[Test] Hi Ann',
      from: expect.stringContaining('Hill & Sons'),
      headers: expect.objectContaining({ 'reply-to': expect.stringContaining('us@hill.test') }),
    }),
  ])
  for (let sent = 1; sent < 20; sent++) await sendTestMail(ctx, { subject: 'Hi', body: 'Hello' })
  expect(await code(sendTestMail(ctx, { subject: 'Hi', body: 'Hello' }))).toBe('test.too-many')
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
