import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import sharp from 'sharp'
import { expectAccessibleInBothThemes, expectFitsAPhone } from '../support/accessible'
import { ledgerOf, makeAgency, signInAs, withDatabase } from '../support/agency'

test('R7, R13, R35: an image costs the price shown, is in the library, and is private to its workspace', async ({
  page,
  request,
}) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto('/images/new')
  await expect(page.getByText('20 credits', { exact: true }).first()).toBeVisible()
  await page.getByLabel('Headline').fill('A garden home near Green Lake')
  await page.getByLabel('Price').fill('$845,000')
  await expectAccessibleInBothThemes(page)
  await page.getByRole('button', { name: 'Create image' }).click()
  const picture = page.locator('main img').first()
  await expect(picture).toBeVisible()
  await expectAccessibleInBothThemes(page)
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, -20])
  const { pathname } = new URL(page.url())

  const source = (await picture.getAttribute('src')) ?? ''
  const file = await page.request.get(source)
  expect(file.headers()['content-type']).toMatch(/^image\//)
  expect(file.headers()['x-content-type-options']).toBe('nosniff')
  // R35: without a session there is no picture.
  expect((await request.get(source)).status()).toBe(401)

  await page.goto('/images')
  await expect(page.getByText('A garden home near Green Lake').first()).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)
  await page.getByLabel('Search', { exact: true }).fill('castle')
  await page.getByLabel('Show', { exact: true }).selectOption('Ready')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByText('No matching images')).toBeVisible()
  await expect(page).toHaveURL(/q=castle&show=ready/)
  await expectAccessibleInBothThemes(page)
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page.getByText('A garden home near Green Lake').first()).toBeVisible()

  await page.goto('/workspace-settings?tab=billing&view=statement')
  const entry = page.getByRole('link', { name: /^Image: / })
  await expect(entry.and(page.locator(`[href="${pathname}"]`))).toBeVisible()
})

test('R7, R12, R13: an image from a photo can be created, edited and retried after a failure, each at the price shown', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  // The first file is chosen before the page is interactive and must not be lost.
  let letScriptsIn = () => {}
  const mayLoad = new Promise<void>((resolve) => {
    letScriptsIn = resolve
  })
  await page.route('**/_next/static/**/*.js', (route) => mayLoad.then(() => route.continue()))
  await page.goto('/images/new', { waitUntil: 'commit' })
  await page.getByLabel('Photo of the home', { exact: true }).setInputFiles({
    name: 'notes.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('not a photo at all'),
  })
  letScriptsIn()
  await expect(page.getByText(/This file isn’t a JPEG, PNG or WebP picture/)).toBeVisible()
  await page.getByLabel('Photo of the home', { exact: true }).setInputFiles({
    name: 'IMG_0042.HEIC',
    mimeType: 'image/heic',
    buffer: Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1'),
  })
  await expect(page.getByText(/We can’t read HEIC photos.*Save it as a JPEG/)).toBeVisible()
  const buffer = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#4477aa' } })
    .jpeg()
    .toBuffer()
  await page
    .getByLabel('Photo of the home', { exact: true })
    .setInputFiles({ name: 'front.jpg', mimeType: 'image/jpeg', buffer })
  await expect(page.getByRole('img', { name: 'Selected photo: front.jpg' })).toBeVisible()
  await page.getByLabel('Headline').fill('The blue house')
  await page.getByRole('button', { name: 'Create image' }).click()
  await expect(page.getByText(/with your photo/)).toBeVisible()
  // R46: anyone can open the original.
  const original = await page.getByRole('link', { name: 'Original photo' }).getAttribute('href')
  expect(original).toMatch(/\/shared\/photos\/\d+\./)
  const shown = await page.request.get(`${new URL(original ?? '').pathname}/photo`)
  expect(shown.headers()['content-type']).toBe('image/jpeg')

  await page.getByLabel('What to change').fill('black and white; make it a story')
  await expect(page.getByText('5 credits', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Edit image' }).click()
  await expect(page.getByRole('heading', { name: 'Before and after' })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)
  const download = await page.request.get(`/api${new URL(page.url()).pathname}/download?as=webp`)
  expect(download.headers()['content-type']).toBe('image/webp')
  expect(await sharp(await download.body()).metadata()).toMatchObject({ width: 1080, height: 1920 })

  // As if the provider had failed: the job ended and its hold was released.
  const id = randomUUID()
  await withDatabase(
    (
      sql,
    ) => sql`insert into images (workspace_id, id, root_id, parent_id, action, brief, title, instruction, photo_id, status, failure,
        hold_id, created_by)
      select workspace_id, ${id}, root_id, id, 'image.edit', jsonb_set(brief, '{badge}', '"Sold"'), title, 'badge: Sold', photo_id,
        'failed', 'The AI service is busy. Try again in a few minutes.', ${randomUUID()}, created_by
      from images where workspace_id = ${agency.workspaceId} and parent_id is null`,
  )
  await page.goto(`/images/${id}`)
  await expect(page.getByText(/service is busy.*Nothing was charged/)).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByText('Changed: badge “Sold”.')).toBeVisible()
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([100, -20, -5, -5])
})

test('R7, R13: forms show what cannot be done before the charge, and the caption shows what was done', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  await page.goto('/images/new')
  await page.getByLabel('Headline').fill('A garden home')
  await page.getByLabel('What it should look like').fill('a family house at dusk with snowy mountains')
  await expect(page.getByText('We’ll draw: a family house; dusk')).toBeVisible()
  await expect(page.getByText('We can’t: snowy mountains', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Create image' }).click()
  await expect(page.getByText('Part of this can’t be done')).toBeVisible()
  await expectAccessibleInBothThemes(page)
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([100])
  await page.getByRole('button', { name: 'Create image anyway' }).click()
  await expect(page.getByText('Not drawn: snowy mountains.')).toBeVisible()

  const what = page.getByLabel('What to change')
  await what.fill('add a pool')
  await page.getByRole('button', { name: 'Edit image' }).click()
  await expect(page.getByText(/^We can’t: add a pool\. Nothing was charged\./)).toBeVisible()
  await what.fill('paint the front door red and add a pool')
  await expect(page.getByText('We’ll do: front door red', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Edit image' }).click()
  await expect(page.getByRole('button', { name: 'Edit image anyway' })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([100, -20])
  await page.getByRole('button', { name: 'Edit image anyway' }).click()
  await expect(page.getByText('Changed: front door red. Not done: add a pool.')).toBeVisible()
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([100, -20, -5])
})

test('R7, R9: four layouts are shown for free, the chosen one is paid, and its versions are one card', async ({
  page,
}) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto('/images/new')
  const show = page.getByRole('button', { name: 'Show four layouts' })
  await expect(show).toHaveAttribute('aria-disabled', 'true')
  await page.getByLabel('Headline').fill('A home with four looks')
  await page.getByLabel('Price').fill('$845,000')
  await show.click()
  const previews = page.locator('img[src*="/api/images/previews"]')
  const loaded = () =>
    previews.evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length)
  await expect.poll(loaded).toBe(4)
  await page.getByRole('radio', { name: 'Framed' }).check()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000])
  // Other words need other previews.
  await page.getByLabel('Price').fill('$850,000')
  await page.getByRole('button', { name: 'Update layouts' }).click()
  await expect.poll(loaded).toBe(4)
  await page.getByRole('button', { name: 'Create image' }).click()
  await expect(page.getByRole('button', { name: 'Regenerate' })).toBeVisible()
  const [stored] = await withDatabase(
    (sql) => sql`select brief->>'layout' as layout from images where workspace_id = ${agency.workspaceId}`,
  )
  expect(stored?.layout).toBe('frame')
  await page.getByRole('button', { name: 'Regenerate' }).click()
  await expect(page.getByText('Version 2 of 2')).toBeVisible()
  await expect.poll(async () => (await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, -20, -10])

  await page.goto('/images')
  await expect(page.getByText('A home with four looks')).toHaveCount(1)
  const versions = page.getByRole('list', { name: 'Versions of A home with four looks' })
  await expect(versions.getByRole('link')).toHaveCount(2)
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)
  await versions.getByRole('link', { name: 'Version 1 of A home with four looks' }).click()
  await expect(page.getByText('Version 1 of 2')).toBeVisible()
})
