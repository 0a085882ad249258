import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { disconnect } from '@/db/client'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { makeWorkspace } from '@/lib/credits/testing'
import { changeBrand } from '@/lib/workspaces/brand/brand'
import { library } from './library'
import { TemplateInput } from './template-input'
import { ThumbnailInput, templateThumbnail, thumbnailAddresses } from './template-thumbnail'
import { saveTemplate } from './templates'

afterAll(disconnect)

const agency = async (): Promise<WorkspaceContext> => ({
  ...(await makeWorkspace({ allowance: 100 })),
  role: 'owner',
})

const asRequest = (href: string) =>
  ThumbnailInput.parse(Object.fromEntries(new URL(href, 'https://a.test').searchParams))

test('the address of a picture leads to it and changes with the text and the brand', async () => {
  const ctx = await agency()
  const input = { id: randomUUID(), kind: 'email', name: 'News', subject: 'News', body: '# Open on Sunday' }
  const first = TemplateInput.parse(input)
  await saveTemplate(ctx, first)
  const href = (await thumbnailAddresses(ctx))(first)
  const drawn = await templateThumbnail(ctx, asRequest(href))
  expect(drawn.svg).toContain('Open on Sunday')
  expect(href).toContain(drawn.version)

  const edited = TemplateInput.parse({ ...input, body: '# Open on Monday' })
  await saveTemplate(ctx, edited)
  const second = (await thumbnailAddresses(ctx))(edited)
  expect(second).not.toBe(href)
  // An old address shows today's picture, which is not kept under it.
  expect(await templateThumbnail(ctx, asRequest(href))).toMatchObject({
    svg: expect.stringContaining('Open on Monday'),
    version: expect.not.stringContaining(drawn.version),
  })
  await changeBrand(ctx, { agencyName: 'Hill & Sons', color: '#a3546a' })
  expect((await thumbnailAddresses(ctx))(edited)).not.toBe(second)
})

test('a library template has a picture too', async () => {
  const ctx = await agency()
  const [start] = library
  if (!start) throw new Error('the library is empty')
  expect((await templateThumbnail(ctx, asRequest((await thumbnailAddresses(ctx))(start)))).svg).toContain(
    'Just listed',
  )
  expect(await code(templateThumbnail(ctx, { key: 'none' }))).toBe('not-found')
})

test('R35: another workspace can’t see the picture of a template', async () => {
  const [ours, theirs] = [await agency(), await agency()]
  const input = TemplateInput.parse({
    id: randomUUID(),
    kind: 'social',
    name: 'N',
    subject: '',
    body: 'Secret',
  })
  await saveTemplate(ours, input)
  expect(await code(templateThumbnail(theirs, { id: input.id }))).toBe('not-found')
  expect((await templateThumbnail(ours, { id: input.id })).svg).toContain('Secret')
})
