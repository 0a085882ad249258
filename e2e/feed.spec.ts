import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { file, sample } from '@/lib/feeds/parsers/samples'
import { expectFits } from './support/accessible'
import { type Agency, addMember, ledgerOf, makeAgency, signInAs } from './support/agency'
import { connectCrm, sendFile } from './support/crm'
import { press, tabTo } from './support/keyboard'

/** Two new on the market, one sold, and one that names no home. */
const FOUR = file(
  sample({ id: 'A1' }),
  sample({ id: 'A2' }),
  sample({ id: 'A3', status: 'sold' }),
  sample({ id: '' }),
)

const xml = (text: string) => ({ name: 'homes.xml', mimeType: 'text/xml', buffer: Buffer.from(text) })

const feed = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const amounts = async ({ workspaceId }: Agency) => (await ledgerOf(workspaceId)).amounts

test('R7, R12: a feed is connected by keyboard; a file says its cost, is charged once, and leads to its posts', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  await page.goto('/property-feed')
  await press(page, page.getByRole('link', { name: 'Connect a CRM' }))
  await expect(page.getByText(/gets a post for 5 credits/)).toBeVisible()
  expect(await connectCrm(page, 'Our agency desk')).toContain(`/api/feeds/${agency.workspaceId}.`)
  await expectFits(page)
  await press(page, page.getByRole('link', { name: 'Go to the feed' }))
  await expect(feed(page, 'Our agency desk').getByText('Waits for its first file')).toBeVisible()

  const upload = page.getByRole('region', { name: 'A file by hand' })
  await upload.getByLabel('REAXML or RESO JSON file').setInputFiles(xml(FOUR))
  await press(page, upload.getByRole('button', { name: 'What would it cost?' }))
  await expect(upload.getByText('This file would cost 10 credits')).toBeVisible()
  await expect(
    upload.getByText(/4 listings, 2 of them new on the market, 1 that cannot be read/),
  ).toBeVisible()
  await expectFits(page)
  // Nothing of it was stored.
  await expect(page.getByText('No listings yet')).toBeVisible()
  expect(await amounts(agency)).toEqual([100])

  await press(page, upload.getByRole('button', { name: 'Take it in' }))
  const files = page.getByRole('region', { name: 'Files' }).getByRole('listitem')
  const listings = page.getByRole('table', { name: 'Listings' })
  await expect(listings.getByRole('link', { name: 'Made, to be read' })).toHaveCount(2)
  await expect(listings.getByText('None: it was not new on the market')).toBeVisible()
  await expect(files.getByText('4 listings: 3 new, 0 changed, 2 posts')).toBeVisible()
  await press(page, files.getByText('1 listing could not be read'))
  await expect(files.getByText(/^Number 4: /)).toBeVisible()
  await expectFits(page)
  await expect.poll(() => amounts(agency)).toEqual([100, -5, -5])

  await page.reload()
  await upload.getByLabel('REAXML or RESO JSON file').setInputFiles(xml(FOUR))
  await press(page, upload.getByRole('button', { name: 'What would it cost?' }))
  await expect(upload.getByText('This file would cost 0 credits')).toBeVisible()
  await press(page, upload.getByRole('button', { name: 'Take it in' }))
  await expect(files.getByText('4 listings: 0 new, 0 changed, 0 posts')).toBeVisible()
  expect(await amounts(agency)).toEqual([100, -5, -5])

  await press(page, listings.getByRole('link', { name: 'Made, to be read' }).first())
  await expect(page.getByRole('heading', { name: '2/15 Hill Street, Carlton' })).toBeVisible()
  await expect(page.getByLabel('Facebook')).toHaveValue(/3 bedrooms/)
  await page.getByRole('link', { name: 'Cost 5 credits' }).click()
  await expect(page.getByRole('link', { name: /^Property feed post/ }).first()).toBeVisible()
})

test('R33: what would take the rest waits for one click with its total; a pause holds what comes after it', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 16 })
  await signInAs(page, agency)
  const address = await connectCrm(page, 'Desk')
  const four = file(...['B1', 'B2', 'B3', 'B4'].map((id) => sample({ id })))
  await sendFile(page, address, four)
  await page.goto('/property-feed')
  const waiting = page.getByRole('region', { name: '4 posts wait for you' })
  await expect(waiting.getByText('All of them cost 20 credits.')).toBeVisible()
  await expectFits(page)
  await press(page, waiting.getByRole('button', { name: 'Make the oldest 3 posts for 15 credits' }))
  await expect(page.getByRole('region', { name: '1 post waits for you' })).toBeVisible()
  await expect.poll(() => amounts(agency)).toEqual([16, -5, -5, -5])

  await press(page, page.getByRole('button', { name: 'Pause posts of Desk' }))
  await expect(feed(page, 'Desk').getByText('Paused')).toBeVisible()
  const late = file(sample({ id: 'B5', status: 'sold' }), sample({ id: 'B6' }))
  await sendFile(page, address, late)
  await page.reload()
  await expect(page.getByText('1 post: came while the feed was paused')).toBeVisible()
  await expectFits(page)

  // A spending limit, and an address that ends the one before.
  await press(page, page.getByText('Change Desk'))
  await feed(page, 'Desk')
    .getByLabel(/^Spending limit in credits/)
    .fill('10')
  await press(page, feed(page, 'Desk').getByRole('button', { name: 'Save' }))
  await expect(feed(page, 'Desk').getByText('15 of 10 credits')).toBeVisible()
  await press(page, page.getByRole('button', { name: 'New secret address for Desk' }))
  await expect(feed(page, 'Desk').getByText(/\/api\/feeds\/\S+$/)).toBeVisible()
  expect((await page.request.post(address, { data: late })).status()).toBe(404)
  await expectFits(page)
})

test('the address answers 202 to a file, 404 to a stranger, 413 to too much and 400 to nothing', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 0 })
  await signInAs(page, agency)
  const address = await connectCrm(page, 'Desk')
  // A CRM has no session.
  await page.context().clearCookies()
  const send = (to: string, data: string | Buffer) => page.request.post(to, { data })
  const taken = await send(address, file(sample({ status: 'sold' })))
  expect(taken.status()).toBe(202)
  expect(await taken.json()).toEqual({ runId: expect.stringMatching(/^[\da-f-]{36}$/) })
  const wrong = `${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`
  const stranger = await send(wrong, file(sample()))
  expect([stranger.status(), (await stranger.json()).error]).toEqual([404, expect.any(String)])
  expect((await send(address, Buffer.alloc(25_000_001, ' '))).status()).toBe(413)
  expect((await send(address, '')).status()).toBe(400)
})

test('a CRM is disconnected and connected again by keyboard: its address is gone, and what waited is let go', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  const address = await connectCrm(page, 'Desk')
  await sendFile(page, address, file(sample({ id: 'D1' })))
  await page.goto('/property-feed')
  await expect(page.getByRole('link', { name: 'Made, to be read' })).toBeVisible()
  await press(page, page.getByRole('button', { name: 'Pause posts of Desk' }))
  await expect(feed(page, 'Desk').getByText('Paused')).toBeVisible()
  await sendFile(page, address, file(sample({ id: 'D2' })))
  await page.reload()
  await expect(page.getByText('1 post: came while the feed was paused')).toBeVisible()

  // Said no to: nothing happened, and the focus is where it was.
  const end = feed(page, 'Desk').getByRole('button', { name: 'Disconnect Desk' })
  await press(page, end)
  const dialog = page.getByRole('dialog', { name: 'Disconnect Desk?' })
  await expect(dialog.getByText('1 post of its listings waits')).toBeVisible()
  await expectFits(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(end).toBeFocused()

  await press(page, end)
  await tabTo(page, dialog.getByRole('radio', { name: /^Keep them/ }))
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('radio', { name: /^Let them go/ })).toBeChecked()
  await press(page, dialog.getByRole('button', { name: 'Disconnect', exact: true }))
  await expect(feed(page, 'Desk').getByText('Disconnected', { exact: true })).toBeVisible()
  await expect(feed(page, 'Desk')).toBeFocused()
  await expect(page.getByText(/^1 post waits? for you/)).toHaveCount(0)
  await expect(page.getByText('Not wanted any more')).toBeVisible()
  await expect(page.getByRole('region', { name: 'A file by hand' })).toHaveCount(0)
  const gone = await page.request.post(address, { data: file(sample()) })
  expect([gone.status(), (await gone.json()).error]).toEqual([410, expect.stringContaining('disconnected')])
  await expectFits(page)

  await press(page, feed(page, 'Desk').getByRole('button', { name: 'Connect again: Desk' }))
  const shown = feed(page, 'Desk').getByText(/\/api\/feeds\/\S+$/)
  await expect(shown).toBeVisible()
  await sendFile(page, (await shown.textContent()) ?? '', file(sample({ id: 'D2', status: 'sold' })))
  expect((await page.request.post(address, { data: file(sample()) })).status()).toBe(404)
  await expectFits(page)
  expect(await amounts(agency)).toEqual([100, -5])
})

test('the photos of a listing are seen where its post gets its picture, and come from us alone', async ({
  page,
}) => {
  const photo = await readFile('docs/screens/billing.png')
  const site = createServer((_, response) => response.writeHead(200).end(photo))
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  try {
    const agency = await makeAgency({ left: 100 })
    await signInAs(page, agency)
    const address = await connectCrm(page, 'Desk')
    const url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/front.png`
    const inner = `<address><suburb>Carlton</suburb></address><objects><img id="m" url="${url}"/></objects>`
    await sendFile(page, address, file(sample({ id: 'E1', inner })))
    await page.goto('/property-feed')
    await press(page, page.getByRole('link', { name: 'Made, to be read' }))
    const shown = page.getByRole('group', { name: 'Picture' }).locator('img').first()
    await shown.scrollIntoViewIfNeeded()
    await expect
      .poll(() => shown.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
      .toBe(480)
    await expect(shown).toHaveAttribute('src', /^\/api\/listings\/[\da-f-]{36}\/photos\/[\da-f]{64}$/)
    await expect(page.getByRole('radio', { name: 'Photo 1 of the listing' })).toBeChecked()
    await expectFits(page)
  } finally {
    site.close()
  }
})

test('a member sees the feed and gives it files, and changes nothing of it', async ({ page }) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  const address = await connectCrm(page, 'Desk')
  await sendFile(page, address, file(sample()))
  await page.goto('/property-feed')
  await expect(page.getByRole('button', { name: 'Pause posts of Desk' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Made, to be read' })).toBeVisible()

  await page.context().clearCookies()
  await signInAs(page, await addMember(agency, 'member'))
  await page.goto('/property-feed')
  await expect(feed(page, 'Desk').getByText('Working')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take it in' })).toBeVisible()
  for (const name of ['Pause posts of Desk', 'Disconnect Desk', 'New secret address for Desk', 'Save'])
    await expect(page.getByRole('button', { name })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Connect a CRM' })).toHaveCount(0)
  await expectFits(page)
  await page.goto('/property-feed/connect')
  await expect(page.getByText(/A CRM is connected by/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toHaveCount(0)
})
