import { expect, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import { file, sample } from '@/lib/feeds/parsers/samples'
import { addImage } from '../access/made-work'
import { type Agency, makeAgency, signInAs, withDatabase } from '../support/agency'
import { connectCrm, sendFile } from '../support/crm'
import { keepFile, keepPart, keepPicture, looks, takeOn } from './picture'

/** What an agency sends to its clients and publishes. */

/** An agency with a name that clients could know. */
async function makeNamedAgency(options?: Parameters<typeof makeAgency>[0]): Promise<Agency> {
  const agency = await makeAgency(options)
  await withDatabase(
    (sql) => sql`update workspaces set name = 'Harbour & Hill Realty' where id = ${agency.workspaceId}`,
  )
  return agency
}

const portrait = () =>
  sharp({ create: { width: 640, height: 640, channels: 3, background: '#b98d6e' } })
    .jpeg()
    .toBuffer()

async function saveAgentCard(page: Page): Promise<void> {
  await page.goto('/profile')
  await page.getByLabel('Name for clients').fill('Olivia Hart')
  await page.getByLabel('License').fill('WA 12345')
  await page.getByLabel('Phone').fill('(206) 555-0100')
  await page.getByLabel('Email for clients').fill('olivia@harbourhill.test')
  await page
    .getByLabel('Photo', { exact: true })
    .setInputFiles({ name: 'olivia.jpg', mimeType: 'image/jpeg', buffer: await portrait() })
  await page.getByRole('button', { name: 'Save agent card' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
}

test('a report for a client, its link and its PDF', async ({ page, browser }) => {
  test.setTimeout(180_000)
  await signInAs(page, await makeNamedAgency())
  await saveAgentCard(page)
  await page.goto('/reports/new')
  await page.getByLabel('Area (zip code)').fill('98103')
  await page.getByRole('option', { name: /98103/ }).click()
  await page.getByRole('button', { name: 'Create report' }).click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  await page.getByRole('button', { name: 'Create link' }).click()
  const href = await page.getByLabel('Client link').inputValue()

  const client = await (await browser.newContext()).newPage()
  for (const look of looks) {
    await takeOn(client, look)
    await client.setViewportSize({ width: look.width, height: 844 })
    await client.goto(href)
    await expect(client.locator('.recharts-surface').first()).toBeVisible()
    await keepPicture(client, 'client-report', look, false)
    for (const title of ['The market in words', 'Prices and bedrooms', 'Homes that sold'])
      await client.locator('summary').filter({ hasText: title }).click()
    await keepPicture(client, 'client-report-open', look)
  }
  keepFile(await (await client.request.get(`${href}/pdf`)).body(), 'client-report.pdf')
  await client.goto(`${href}/picture`)
  for (const look of looks.filter(({ theme }) => theme === 'light'))
    await keepPart(client.locator('img'), 'link-picture', look)
  await client.close()
})

test('three posts as networks show them, and the layouts of an image', async ({ page }) => {
  test.setTimeout(180_000)
  const agency = await makeNamedAgency({ left: 200 })
  const home = await sharp('public/demo-homes/home-2.jpg').png().toBuffer()
  await withDatabase((sql) => sql.begin((tx) => addImage(tx, agency, 'ready', home)))
  await signInAs(page, agency)
  await page.goto('/posts')
  await sendFile(page, await connectCrm(page, 'Desk'), file(sample()))
  await page.goto('/listings')
  await page.getByRole('link', { name: 'Ready for review' }).click()
  await page.getByRole('radio', { name: 'A garden home' }).check()
  const { pathname } = new URL(page.url())
  for (const look of looks) {
    await takeOn(page, look)
    for (const network of ['Facebook', 'Instagram', 'LinkedIn']) {
      await page.getByRole('radio', { name: network, exact: true }).check()
      await keepPart(page.getByRole('figure'), `post-${network.toLowerCase()}`, look)
    }
  }
  expect(pathname).toMatch(/^\/posts\//)

  await page.goto('/images/new')
  await page.getByLabel('Headline').fill('A garden home near Green Lake')
  await page.getByLabel('Address').fill('8215 Ashworth Ave N, Seattle')
  await page.getByLabel('Price').fill('$845,000')
  await page.getByLabel('Details, separated by commas').fill('4 bed, 2.5 bath, 1,950 sq ft')
  await page.getByRole('button', { name: 'Show four layouts' }).click()
  await expect.poll(() => page.locator('img[src*="previews"]').evaluateAll(loadedOf)).toBe(4)
  for (const look of looks) {
    await takeOn(page, look)
    await keepPicture(page, 'image-layouts', look)
  }
})

const loadedOf = (pictures: Element[]) =>
  pictures.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length
