import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessibleInBothThemes, expectFitsAPhone } from '../support/accessible'
import { ledgerOf, makeAgency, signInAs, withDatabase } from '../support/agency'

const WALLINGFORD = {
  zipCode: '98103',
  latitude: 47.664,
  longitude: -122.336,
  livingSqft: 1_720,
  lotSqft: 3_800,
  bedrooms: 3,
  bathrooms: 1.75,
  yearBuilt: 1925,
}

async function describeHome(page: Page, over: Record<string, string> = {}): Promise<void> {
  await page.goto('/valuations/new')
  await page.getByLabel('Area (zip code)').fill('98103')
  await page.getByRole('option', { name: /98103/ }).click()
  // By keyboard: the coordinates instead of the map.
  const fields = {
    Latitude: String(WALLINGFORD.latitude),
    Longitude: String(WALLINGFORD.longitude),
    'Property name': '12 Test Lane',
    'Living area (sq ft)': String(WALLINGFORD.livingSqft),
    'Lot (sq ft)': String(WALLINGFORD.lotSqft),
    Bedrooms: String(WALLINGFORD.bedrooms),
    Bathrooms: String(WALLINGFORD.bathrooms),
    'Year built': String(WALLINGFORD.yearBuilt),
    ...over,
  }
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value)
}

const value = (page: Page) => page.getByRole('button', { name: 'Create valuation' })

test('R7, R13: a valuation shows its price before the click, is charged once, and is linked with its ledger entry', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  await describeHome(page, { 'Year built': '' })
  await expect(page.getByRole('img', { name: /Map of recorded sales in 98103/ })).toBeVisible()
  const priced = await page
    .getByText(/^\d+ credits$/)
    .first()
    .textContent()
  await value(page).click()
  await expect(page.getByText('Enter the year built.')).toBeVisible()
  await expect(page.getByLabel('Living area (sq ft)')).toHaveValue('1720')
  await expectAccessibleInBothThemes(page)

  await page.getByLabel('Year built').fill('1925')
  await value(page).click()
  await expect(page.getByText(/About 80% of similar homes sell between/)).toBeVisible()
  await expect(page.getByRole('table', { name: 'Comparable sales', exact: true })).toBeVisible()
  await expect(page.getByRole('img', { name: /Map of the home, 8 comparable sales/ })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await page.getByRole('button', { name: 'Report a problem' }).click()
  await page.getByLabel('What is wrong?').selectOption('Facts or figures are wrong')
  await page.getByLabel('Describe the problem').fill('The second comparable sale is a duplex.')
  await page.getByRole('button', { name: 'Send report' }).click()
  await expect(page.getByText('Our team will answer here and by email.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Reported problem' })).toContainText('Open')
  await expect(page.getByRole('button', { name: 'Report a problem' })).toHaveCount(0)

  // On narrow screens the two tables become a list, and the page does not scroll sideways.
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByRole('table', { name: 'Comparable sales', exact: true })).toBeHidden()
  await expect(page.getByRole('listitem').filter({ hasText: /^A, / })).toContainText('Adjusted')
  await expectFitsAPhone(page)
  await page.setViewportSize({ width: 1280, height: 720 })

  const cost = Number.parseInt(priced ?? '', 10)
  expect(await ledgerOf(agency.workspaceId)).toEqual({ left: 100 - cost, amounts: [100, -cost] })
  const path = new URL(page.url()).pathname
  await page.getByRole('link', { name: `Cost ${priced}` }).click()
  const entry = page.getByRole('link', { name: /^Valuation: / }).and(page.locator(`[href="${path}"]`))
  await expect(entry).toBeVisible()

  await page.goto('/valuations?q=test')
  await expect(page.getByRole('link', { name: /12 Test Lane/ })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)
  await page.getByLabel('Search', { exact: true }).fill('elsewhere')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByText('No matching valuations')).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)

  // The form names an identical valuation, but not one of another home.
  await describeHome(page)
  await expect(page.getByText(/You created this valuation on [A-Z][a-z]{2} \d{1,2}, \d{4}/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Open valuation' })).toHaveAttribute('href', path)
  await expect(page.getByRole('button', { name: 'Create another valuation' })).toBeEnabled()
  await page.getByLabel('Bedrooms', { exact: true }).fill('4')
  await expect(page.getByText(/You created this valuation/)).toHaveCount(0)
  await expect(value(page)).toBeEnabled()
})

test('R13: without enough data a valuation is declined for free', async ({ page }) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  await describeHome(page, { 'Living area (sq ft)': '12000', 'Lot (sq ft)': '900000' })
  await value(page).click()
  await expect(page.getByText('There isn’t enough data for this valuation')).toBeVisible()
  await expect(page.getByText(/Nothing was charged/)).toBeVisible()
  await expectAccessibleInBothThemes(page)
  expect(await ledgerOf(agency.workspaceId)).toEqual({ left: 100, amounts: [100] })
  await page.getByRole('link', { name: 'Edit details' }).click()
  await expect(page.getByLabel('Living area (sq ft)')).toHaveValue('12000')
})

test('R7, R12, R35: a failed valuation shows its price beside the button and is private to its workspace', async ({
  page,
}) => {
  const [ours, theirs] = [await makeAgency({ left: 100 }), await makeAgency()]
  const id = randomUUID()
  const home = {
    ...WALLINGFORD,
    basementSqft: 0,
    floors: 1,
    yearRenovated: 0,
    condition: 3,
    grade: 7,
    view: 0,
  }
  await withDatabase(
    (
      sql,
    ) => sql`insert into valuations (workspace_id, id, label, zip_code, home, valued_on, status, failure, hold_id, created_by)
      values (${ours.workspaceId}, ${id}, '12 Test Lane', '98103', ${sql.json({ ...home, waterfront: false })}, '2015-04-01',
        'failed', 'It was interrupted and could not be resumed.', ${randomUUID()}, ${ours.userId})`,
  )
  await signInAs(page, theirs)
  await page.goto(`/valuations/${id}`)
  await expect(page.getByRole('heading', { name: '12 Test Lane' })).toHaveCount(0)
  expect((await page.request.get(`/api/work/valuation/${id}/progress`)).status()).toBe(404)

  await page.context().clearCookies()
  await signInAs(page, ours)
  await page.goto(`/valuations/${id}`)
  await expect(page.getByText(/It was interrupted.*Nothing was charged/)).toBeVisible()
  await expect(page.getByText('20 credits', { exact: true })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(page.getByText(/About 80% of similar homes sell between/)).toBeVisible()
  expect((await ledgerOf(ours.workspaceId)).amounts).toEqual([100, -20])
})

test('R35: a valuation is shared with a client by a link, with its PDF and the agency’s contact, until it is revoked', async ({
  page,
  browser,
}) => {
  const agency = await makeAgency({ left: 100 })
  await withDatabase(
    (sql) => sql`insert into sender_details (workspace_id, reply_to, phone, website, postal_address)
      values (${agency.workspaceId}, 'hello@harbour.test', '+1 206 555 0100', '', '1 Pier, Seattle')`,
  )
  await signInAs(page, agency)
  await describeHome(page)
  await value(page).click()
  await expect(page.getByText(/About 80% of similar homes sell between/)).toBeVisible()
  const pdf = await page.request.get(`/api${new URL(page.url()).pathname}/pdf`)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')

  await page.getByRole('button', { name: 'Use this' }).click()
  await page.getByRole('menuitem', { name: 'Copy a link' }).click()
  await page.getByRole('button', { name: 'Create link' }).click()
  const href = await page.getByLabel('Client link').inputValue()
  expect(href).toContain('/shared/valuations/')
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)

  const client = await (await browser.newContext()).newPage()
  await client.goto(href)
  await expect(client.getByRole('heading', { level: 1, name: 'Home value: 12 Test Lane' })).toBeVisible()
  await expect(client.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/)
  await expect(client.locator('meta[property="og:title"]')).toHaveAttribute(
    'content',
    'Home value: 12 Test Lane',
  )
  await expect(client.getByText(/credits/)).toHaveCount(0)
  await expect(client.getByRole('link', { name: '+1 206 555 0100' })).toHaveAttribute(
    'href',
    'tel:+12065550100',
  )
  await expect(client.getByRole('link', { name: 'hello@harbour.test' })).toBeVisible()
  await expectAccessibleInBothThemes(client)
  await expectFitsAPhone(client)
  const shared = await client.request.get(`${href}/pdf`)
  expect((await shared.body()).subarray(0, 5).toString()).toBe('%PDF-')

  await page.getByRole('button', { name: 'Revoke link' }).click()
  await expect(page.getByText('Link revoked.')).toBeVisible()
  await client.reload()
  await expect(client.getByRole('heading', { name: 'This link isn’t available' })).toBeVisible()
  await expect(client.locator('meta[property="og:title"]')).toHaveCount(0)
  expect((await client.request.get(`${href}/pdf`)).status()).toBe(404)
  await client.close()
})
