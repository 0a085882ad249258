import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { file, sample } from '@/lib/feeds/parsers/samples'
import { expectFits } from '../support/accessible'
import { type Agency, addMember, ledgerOf, makeAgency, signInAs } from '../support/agency'
import { connectCrm, sendFile } from '../support/crm'
import { press, tabTo } from '../support/keyboard'

/** Two new on the market, one sold, and one without an id. */
const FOUR = file(
  sample({ id: 'A1' }),
  sample({ id: 'A2' }),
  sample({ id: 'A3', status: 'sold' }),
  sample({ id: '' }),
)

const xml = (text: string) => ({ name: 'homes.xml', mimeType: 'text/xml', buffer: Buffer.from(text) })

const FEEDS = '/workspace-settings?tab=feeds'
const listingsOn = (page: Page) => page.getByRole('list', { name: 'Listings' })
const feed = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const amounts = async ({ workspaceId }: Agency) => (await ledgerOf(workspaceId)).amounts

test('R7, R12: connecting by keyboard works; an upload shows its cost, is charged once, and links to its posts', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  await page.goto('/listings')
  await press(page, page.getByRole('link', { name: 'Connect a CRM' }))
  await expect(page.getByText(/gets a post for 5 credits/)).toBeVisible()
  expect(await connectCrm(page, 'Our agency desk')).toContain(`/api/feeds/${agency.workspaceId}.`)
  await expectFits(page)
  await press(page, page.getByRole('link', { name: 'Go to property feeds' }))
  await expect(feed(page, 'Our agency desk').getByText('Waiting for first file')).toBeVisible()

  const upload = page.getByRole('region', { name: 'Upload a file' })
  await upload.getByLabel('REAXML or RESO JSON file').setInputFiles(xml(FOUR))
  await press(page, upload.getByRole('button', { name: 'Estimate cost' }))
  await expect(upload.getByText('This file would cost 10 credits')).toBeVisible()
  await expect(upload.getByText(/4 listings: 2 new on the market, 1 can’t be read/)).toBeVisible()
  await expectFits(page)
  // Nothing was stored.
  await expect(page.getByRole('region', { name: 'Files' }).getByText('No files yet')).toBeVisible()
  expect(await amounts(agency)).toEqual([100])

  await press(page, upload.getByRole('button', { name: 'Import file' }))
  const files = page.getByRole('region', { name: 'Files' }).getByRole('listitem')
  await expect(files.getByText('4 listings: 3 new, 0 changed, 2 posts')).toBeVisible()
  await press(page, files.getByText('1 listing couldn’t be imported'))
  await expect(files.getByText(/^Listing 4: /)).toBeVisible()
  await expectFits(page)
  await expect.poll(() => amounts(agency)).toEqual([100, -5, -5])

  await page.reload()
  await upload.getByLabel('REAXML or RESO JSON file').setInputFiles(xml(FOUR))
  await press(page, upload.getByRole('button', { name: 'Estimate cost' }))
  await expect(upload.getByText('This file would cost 0 credits')).toBeVisible()
  await press(page, upload.getByRole('button', { name: 'Import file' }))
  await expect(files.getByText('4 listings: 0 new, 0 changed, 0 posts')).toBeVisible()
  expect(await amounts(agency)).toEqual([100, -5, -5])

  await press(page, page.getByRole('link', { name: 'listings', exact: true }))
  const listings = listingsOn(page)
  await expect(listings.getByRole('link', { name: 'Ready for review' })).toHaveCount(2)
  await expect(listings.getByText('No post (not a new listing)')).toBeVisible()
  await expectFits(page)
  await page.getByLabel('Show').selectOption({ label: 'Sold' })
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(listings.getByRole('listitem')).toHaveCount(1)
  await page.goto('/listings?q=nowhere')
  await expect(page.getByText('No matching listings')).toBeVisible()
  await page.goto('/listings?q=hill%20street')
  await press(page, listings.getByRole('link', { name: 'Ready for review' }).first())
  await expect(page.getByRole('heading', { name: /^2\/1\d Hill Street, Carlton$/ })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Facebook' })).toHaveValue(/3 bedrooms/)
  await page.getByRole('link', { name: 'Cost 5 credits' }).click()
  const entries = page.getByRole('table', { name: 'Statement, newest first' })
  await expect(entries.getByText(/Post for |: 2 posts/).first()).toBeVisible()
})

test('R33: an import that would use the whole balance needs one approval with its total; a pause holds later posts', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 16 })
  await signInAs(page, agency)
  const address = await connectCrm(page, 'Desk')
  const four = file(...['B1', 'B2', 'B3', 'B4'].map((id) => sample({ id })))
  await sendFile(page, address, four)
  await page.goto('/listings')
  const waiting = page.getByRole('region', { name: '4 posts need your approval' })
  await expect(waiting.getByText('Total: 20 credits.')).toBeVisible()
  await expectFits(page)
  await press(page, waiting.getByRole('button', { name: 'Create the oldest 3 posts for 15 credits' }))
  await expect(page.getByRole('region', { name: '1 post needs your approval' })).toBeVisible()
  await expect.poll(() => amounts(agency)).toEqual([16, -5, -5, -5])

  await page.goto(FEEDS)
  await press(page, page.getByRole('button', { name: 'Pause posts for Desk' }))
  await expect(feed(page, 'Desk').getByText('Paused')).toBeVisible()
  const late = file(sample({ id: 'B5', status: 'sold' }), sample({ id: 'B6' }))
  await sendFile(page, address, late)
  await page.goto('/listings')
  await expect(page.getByText('1 post: received while the feed was paused')).toBeVisible()
  await expectFits(page)
  await page.goto(FEEDS)

  // A spending limit, and a new URL that replaces the previous one.
  await press(page, page.getByText('Edit Desk'))
  await feed(page, 'Desk')
    .getByLabel(/^Spending limit in credits/)
    .fill('10')
  await press(page, feed(page, 'Desk').getByRole('button', { name: 'Save' }))
  await expect(feed(page, 'Desk').getByText('15 of 10 credits')).toBeVisible()
  await press(page, page.getByRole('button', { name: 'Create new URL for Desk' }))
  await expect(feed(page, 'Desk').getByText(/\/api\/feeds\/\S+$/)).toBeVisible()
  expect((await page.request.post(address, { data: late })).status()).toBe(404)
  await expectFits(page)
})

test('R43: listings missing from a full file leave the market, and a third of them only after a decision', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  const address = await connectCrm(page, 'Desk')
  await page.goto(FEEDS)
  await press(page, page.getByText('Edit Desk'))
  await feed(page, 'Desk')
    .getByRole('checkbox', { name: /^Every file has all listings/ })
    .check()
  await press(page, feed(page, 'Desk').getByRole('button', { name: 'Save' }))
  await expect(feed(page, 'Desk').getByText('Saved.')).toBeVisible()
  const homes = (count: number) =>
    file(...Array.from({ length: count }, (_, i) => sample({ id: `F${i + 1}` })))
  await sendFile(page, address, homes(4))
  const listings = listingsOn(page)
  await page.goto('/listings')
  await expect(async () => {
    await page.reload()
    await expect(listings.getByRole('link', { name: 'Ready for review' })).toHaveCount(4, { timeout: 1_000 })
  }).toPass()
  await sendFile(page, address, homes(2))
  const question = feed(page, 'Desk').getByText('2 listings are missing from the last file')
  await page.goto(FEEDS)
  await expect(async () => {
    await page.reload()
    await expect(question).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expect(feed(page, 'Desk').getByText('Needs attention')).toBeVisible()
  await page.goto('/listings')
  await expect(listings.getByText('On the market')).toHaveCount(4)
  await page.goto(FEEDS)
  await expectFits(page)
  await press(page, page.getByRole('button', { name: 'Take off the market: missing listings of Desk' }))
  await expect(question).toBeHidden()
  await page.goto('/listings')
  await expect(listings.getByText('Off market')).toHaveCount(2)
})

test('the secret URL returns 202 for a file, 404 for a wrong URL, 413 for a large file and 400 for an empty one', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 0 })
  await signInAs(page, agency)
  const address = await connectCrm(page, 'Desk')
  // A CRM has no session.
  await page.context().clearCookies()
  const send = (to: string, data: string | Buffer) => page.request.post(to, { data })
  const accepted = await send(address, file(sample({ status: 'sold' })))
  expect(accepted.status()).toBe(202)
  expect(await accepted.json()).toEqual({ runId: expect.stringMatching(/^[\da-f-]{36}$/) })
  const wrong = `${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`
  const stranger = await send(wrong, file(sample()))
  expect([stranger.status(), (await stranger.json()).error]).toEqual([404, expect.any(String)])
  expect((await send(address, Buffer.alloc(25_000_001, ' '))).status()).toBe(413)
  expect((await send(address, '')).status()).toBe(400)
})

test('disconnecting by keyboard ends the URL and discards waiting posts; reconnecting creates a new URL', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  const address = await connectCrm(page, 'Desk')
  await sendFile(page, address, file(sample({ id: 'D1' })))
  await page.goto('/listings')
  await expect(page.getByRole('link', { name: 'Ready for review' })).toBeVisible()
  await page.goto(FEEDS)
  await press(page, page.getByRole('button', { name: 'Pause posts for Desk' }))
  await expect(feed(page, 'Desk').getByText('Paused')).toBeVisible()
  await sendFile(page, address, file(sample({ id: 'D2' })))
  await page.goto('/listings')
  await expect(page.getByText('1 post: received while the feed was paused')).toBeVisible()
  await page.goto(FEEDS)

  // Canceled: nothing changed, and the focus is back where it was.
  const end = feed(page, 'Desk').getByRole('button', { name: 'Disconnect Desk' })
  await press(page, end)
  const dialog = page.getByRole('dialog', { name: 'Disconnect Desk?' })
  await expect(dialog.getByText('1 post hasn’t been created yet')).toBeVisible()
  await expectFits(page)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(end).toBeFocused()

  await press(page, end)
  await tabTo(page, dialog.getByRole('radio', { name: /^Keep them/ }))
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('radio', { name: /^Discard them/ })).toBeChecked()
  await press(page, dialog.getByRole('button', { name: 'Disconnect', exact: true }))
  await expect(feed(page, 'Desk').getByText('Disconnected', { exact: true })).toBeVisible()
  await expect(feed(page, 'Desk')).toBeFocused()
  await expect(page.getByRole('region', { name: 'Upload a file' })).toHaveCount(0)
  const gone = await page.request.post(address, { data: file(sample()) })
  expect([gone.status(), (await gone.json()).error]).toEqual([410, expect.stringContaining('disconnected')])
  await expectFits(page)

  await press(page, feed(page, 'Desk').getByRole('button', { name: 'Reconnect Desk' }))
  const shown = feed(page, 'Desk').getByText(/\/api\/feeds\/\S+$/)
  await expect(shown).toBeVisible()
  await sendFile(page, (await shown.textContent()) ?? '', file(sample({ id: 'D2', status: 'sold' })))
  expect((await page.request.post(address, { data: file(sample()) })).status()).toBe(404)
  await expectFits(page)
  await page.goto('/listings')
  await expect(page.getByText(/^1 post needs your approval/)).toHaveCount(0)
  await expect(page.getByText('Discarded', { exact: true })).toBeVisible()
  expect(await amounts(agency)).toEqual([100, -5])
})

test('the photos of a listing are offered as pictures for its post and are served by us only', async ({
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
    await page.goto('/listings')
    const thumbnail = page.getByRole('img', { name: /^Photo: / })
    await expect.poll(() => thumbnail.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(480)
    await press(page, page.getByRole('link', { name: 'Ready for review' }))
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

test('a member can see the feed and upload files but not change it', async ({ page }) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  const address = await connectCrm(page, 'Desk')
  await sendFile(page, address, file(sample()))
  await page.goto('/listings')
  await expect(page.getByRole('link', { name: 'Ready for review' })).toBeVisible()
  await page.goto(FEEDS)
  await expect(page.getByRole('button', { name: 'Pause posts for Desk' })).toBeVisible()

  await page.context().clearCookies()
  await signInAs(page, await addMember(agency, 'member'))
  await page.goto(FEEDS)
  await expect(feed(page, 'Desk').getByText('Healthy')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import file' })).toBeVisible()
  for (const name of ['Pause posts for Desk', 'Disconnect Desk', 'Create new URL for Desk', 'Save'])
    await expect(page.getByRole('button', { name })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Connect a CRM' })).toHaveCount(0)
  await expectFits(page)
  // The old address, from a bookmark.
  await page.goto('/property-feed/connect')
  await expect(page).toHaveURL(/\/workspace-settings\/feeds\/connect$/)
  await expect(page.getByText(/Only .* can connect a CRM/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Connect CRM', exact: true })).toHaveCount(0)
})

test('bookmarks of the old page lead to the listings, their feeds and files', async ({ page }) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  await sendFile(page, await connectCrm(page, 'Desk'), file(sample({ id: 'G1' })))
  await page.goto('/listings')
  const listing = listingsOn(page).getByRole('link', { name: /Hill Street/ })
  await expect(listing).toBeVisible()
  const href = (await listing.getAttribute('href')) ?? ''
  for (const [from, to] of [
    ['/property-feed', '/listings'],
    [`/property-feed${href}`, href],
    ['/property-feed/connect', '/workspace-settings/feeds/connect'],
    ['/property-feed?files-before=x', '/workspace-settings?tab=feeds'],
    ['/property-feed?listings-before=x', '/listings?before=x'],
  ] as const) {
    const response = await page.goto(from)
    expect(response?.status(), from).toBe(200)
    const [at, wanted] = [new URL(page.url()), new URL(to, page.url())]
    expect(at.pathname, from).toBe(wanted.pathname)
    for (const [name, value] of wanted.searchParams) expect(at.searchParams.get(name), from).toBe(value)
  }
})
