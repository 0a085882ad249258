import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import sharp from 'sharp'
import { expectAccessible, expectAccessibleInBothThemes, expectFitsAPhone } from '../support/accessible'
import { ledgerOf, makeAgency, signInAs as signInAsAgency, withDatabase } from '../support/agency'

async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await expect(page).toHaveURL(/\/dashboard/)
}

async function chooseArea(page: Page, zipCode: string): Promise<void> {
  await page.goto('/reports/new')
  await page.getByLabel('Area (zip code)').fill(zipCode)
  await page.getByRole('option', { name: new RegExp(zipCode) }).click()
  await expect(page.getByText(/Based on \d+ sales/)).toBeVisible()
}

/** The label differs if the workspace already has the same report, as in the demo. */
const generate = (page: Page) => page.getByRole('button', { name: /^Create (another )?report$/ })

/** The report's hold and the number of its ledger entries. */
const chargeOf = (id: string) =>
  withDatabase(
    (sql) => sql`
      select h.state, h.amount, h.captured,
        (select count(*)::int from credit_entries e
          where e.workspace_id = h.workspace_id and e.subject_id = h.subject_id) as entries
      from credit_holds h where h.subject_id = ${id}`,
  )

const idOf = (page: Page) => /reports\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''

test('R7, R13: a report shows its price before the click and is charged once', async ({ page }) => {
  await signInAs(page, 'Adam Ng')
  await page.goto('/reports/new')
  await expect(generate(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('Choose an area first.')).toBeVisible()

  await chooseArea(page, '98103')
  const priced = await page
    .getByText(/^\d+ credits$/)
    .first()
    .textContent()
  await expectAccessible(page)
  await generate(page).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Market report: 98103' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  await expect(page.getByText(/Written by the built-in writer/)).toBeVisible()
  await expect(page.getByRole('link', { name: `Cost ${priced}` })).toBeVisible()

  const [charge] = await chargeOf(idOf(page))
  expect(charge).toEqual({
    state: 1,
    amount: Number.parseInt(priced ?? '', 10),
    captured: charge?.amount,
    entries: 1,
  })

  await page.getByText('Show as table').first().click()
  await expect(page.getByRole('table', { name: 'Sales and median price by month' })).toBeVisible()
  await page.getByRole('img', { name: /Sales by price/ }).scrollIntoViewIfNeeded()
  await expect(page.locator('.recharts-bar-rectangle').first()).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'All reports' }).click()
  await expect(page.getByRole('link', { name: /Market report: 98103.*Ready/ }).first()).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)
})

test('R13: downloading the PDF saves a named file and keeps the page’s actions working', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const agency = await makeAgency()
  await signInAsAgency(page, agency)
  await chooseArea(page, '98103')
  await generate(page).click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download PDF' }).click()
  const file = await download
  const month = new Intl.DateTimeFormat('en-US', { month: 'short', year: 'numeric' }).format(new Date())
  expect(file.suggestedFilename()).toBe(`Market report 98103 ${month}.pdf`)
  expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-')

  const refused: string[] = []
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`)
  })
  await page.getByRole('button', { name: 'Create link' }).click()
  const href = await page.getByLabel('Client link').inputValue()
  expect(href).toContain('/shared/reports/')
  await page.getByRole('button', { name: 'Copy the client link' }).click()
  await expect(page.getByText('Copied the client link.')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(href)

  // Every member can see it as long as it is active.
  await page.reload()
  await expect(page.getByLabel('Client link')).toHaveValue(href)
  await page.getByRole('link', { name: 'All reports' }).click()
  await expect(page).toHaveURL(/\/reports$/)
  expect(refused).toEqual([])
})

test('a report that is printed without scrolling includes every chart', async ({ page }) => {
  await signInAs(page, 'Adam Ng')
  await page.goto('/reports?show=ready')
  await page
    .getByRole('link', { name: /Market report/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  const months = page.getByRole('img', { name: /Sales and median price by month/ })
  const prices = page.getByRole('img', { name: /Sales by price/ })
  await page.emulateMedia({ media: 'print' })
  for (const chart of [months, prices]) {
    await expect(chart.locator('svg[data-drawing]')).toBeVisible()
    expect(await chart.locator('svg[data-drawing] rect').count()).toBeGreaterThan(2)
    await expect(chart.locator('.recharts-surface')).toBeHidden()
  }
  await page.emulateMedia({ media: 'screen' })
  await prices.scrollIntoViewIfNeeded()
  await expect(prices.locator('.recharts-bar-rectangle').first()).toBeVisible()
  await expect(prices.locator('svg[data-drawing]')).toBeHidden()
})

test('R7: the form names an identical report beside the price, which can be opened or created again', async ({
  page,
}) => {
  const agency = await makeAgency()
  await signInAsAgency(page, agency)
  await chooseArea(page, '98115')
  await expect(page.getByText(/You created this report on/)).toHaveCount(0)
  await generate(page).click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  const first = idOf(page)

  await chooseArea(page, '98115')
  await expect(page.getByText(/You created this report on [A-Z][a-z]{2} \d{1,2}, \d{4}/)).toBeVisible()
  await expect(
    page.getByText(/Opening it is free\. Creating another report costs 20 credits\./),
  ).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)
  await page.getByRole('link', { name: 'Open report' }).click()
  await expect(page).toHaveURL(new RegExp(first))
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, -20])

  await chooseArea(page, '98115')
  await page.getByRole('button', { name: 'Create another report' }).click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  expect(idOf(page)).not.toBe(first)
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, -20, -20])
})

test('R12: submitting the form twice creates one report', async ({ page }) => {
  await signInAs(page, 'Adam Ng')
  await chooseArea(page, '98115')
  await generate(page).dblclick()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  const id = idOf(page)
  await page.goBack()
  await page.goForward()
  expect(await chargeOf(id)).toMatchObject([{ state: 1, entries: 1 }])
})

test('R3: in limits mode a report counts toward the monthly limit and shows no credits', async ({ page }) => {
  await signInAs(page, 'Lena Fox')
  await chooseArea(page, '98103')
  await expect(page.getByText(/Uses 1 report\. \d+ of \d+ used this month/)).toBeVisible()
  await expect(page.getByText(/\d+ credits/)).toHaveCount(0)

  // R40: counted reports can be opened.
  await page.goto('/reports')
  await page
    .getByRole('link', { name: /Market report.*Ready/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
})

test('R35: the report of another workspace is not found', async ({ page }) => {
  const [theirs] = await withDatabase(
    (sql) => sql`
      select r.id from reports r join workspaces w on w.id = r.workspace_id
      where w.name like 'Harbour%' and r.status = 'ready' limit 1`,
  )
  const path = `/reports/${theirs?.id}`
  await signInAs(page, 'Theo Park')
  await page.goto(path)
  await expect(page.getByRole('heading', { name: 'Summary' })).toHaveCount(0)
  expect((await page.request.get(`/api/work/report/${theirs?.id}/progress`)).status()).toBe(404)

  // The positive control.
  await page.context().clearCookies()
  await signInAs(page, 'Adam Ng')
  await page.goto(path)
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
})

test('R7, R13: by keyboard, a circle becomes a report, a PDF and a client link that can be revoked', async ({
  page,
  browser,
}) => {
  const agency = await makeAgency()
  await signInAsAgency(page, agency)
  await page.goto('/reports/new')
  await page.getByRole('radio', { name: 'Zip code' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Radius' })).toBeChecked()
  await page.getByLabel('Area (zip code)').focus()
  await page.keyboard.type('98103')
  await page.keyboard.press('Enter')
  await page.getByLabel('Area name').fill('Green Lake')
  await page.getByLabel('Radius in miles').fill('0.1')
  await expect(page.getByText(/A report needs at least|No homes sold here/)).toBeVisible()
  await expect(generate(page)).toHaveAttribute('aria-disabled', 'true')
  await page.getByLabel('Radius in miles').fill('1.5')
  await expect(page.getByText(/Based on \d+ sales/)).toBeVisible()
  await expectAccessible(page)
  await generate(page).focus()
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  await expect(page.getByRole('img', { name: /places where homes sold in Green Lake/ })).toBeVisible()
  await expect(page.getByText(/vs\. previous period/)).toHaveCount(4)
  await expect(page.getByText(/Seasonal adjustment needs 24 full months/)).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, -20])

  const pdf = await page.request.get(`/api/reports/${idOf(page)}/pdf`)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')

  await page.getByRole('button', { name: 'Create link' }).click()
  const href = await page.getByLabel('Client link').inputValue()
  const client = await (await browser.newContext()).newPage()
  await client.goto(href)
  await expect(client.getByRole('heading', { level: 1, name: 'Market report: Green Lake' })).toBeVisible()
  await expect(client.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/)
  await expect(client.getByText(/Terry Tester|20 credits/)).toHaveCount(0)
  await expectAccessibleInBothThemes(client)
  await expectFitsAPhone(client)
  await page.getByRole('button', { name: 'Revoke link' }).click()
  await expect(page.getByText('Link revoked.')).toBeVisible()
  await client.reload()
  await expect(client.getByRole('heading', { name: 'This link isn’t available' })).toBeVisible()
  await client.close()
})

test('R24: a client’s first phone screen has the finding, figures, chart and advice, and the agent can be reached', async ({
  page,
  browser,
}) => {
  const agency = await makeAgency()
  await signInAsAgency(page, agency)
  await page.goto('/reports/new')
  // By what people call it.
  await page.getByLabel('Area (zip code)').fill('green lake')
  await page.getByRole('option', { name: /98103.*Green Lake/ }).click()
  await expect(
    page.getByText(/^Sales data: King County, .*years? old\)\. Prices may have changed/),
  ).toBeVisible()
  await expect(page.getByText(/Based on \d+ sales/)).toBeVisible()
  await generate(page).click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  await page.getByRole('button', { name: 'Create link' }).click()
  const href = await page.getByLabel('Client link').inputValue()
  const client = await (await browser.newContext()).newPage()
  await client.setViewportSize({ width: 390, height: 844 })
  await client.goto(href)
  // R45: nobody is named until they choose to be.
  await expect(client.getByRole('region', { name: 'Your agent' })).toHaveCount(0)

  await page.getByRole('link', { name: 'Add your agent card' }).click()
  await page.getByLabel('Name for clients').fill('Terry T. Tester')
  await page.getByLabel('License').fill('WA 12345')
  await page.getByLabel('Phone').fill('call me')
  await page.getByLabel('Email for clients').fill('terry@clients.test')
  await page.getByRole('button', { name: 'Save agent card' }).click()
  await expect(page.getByText(/Enter a phone number/)).toBeVisible()
  await page.getByLabel('Phone').fill('(206) 555-0100')
  const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#c08f6a' } })
    .jpeg()
    .toBuffer()
  await page
    .getByLabel('Photo', { exact: true })
    .setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: photo })
  await page.getByRole('button', { name: 'Save agent card' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)

  await client.reload()
  const finding = client.getByText(/^Home(s| prices) in 98103/)
  const advice = client.getByRole('region', { name: 'What it means' })
  for (const part of [
    finding,
    client.getByText('Sales volume'),
    client.getByRole('img', { name: /by month/ }),
    advice,
  ]) {
    const box = await part.first().boundingBox()
    expect((box?.y ?? 9_999) + (box?.height ?? 0)).toBeLessThanOrEqual(844)
  }
  const agent = client.getByRole('region', { name: 'Your agent' })
  await expect(agent).toContainText('License WA 12345')
  await expect(agent.getByRole('link', { name: 'Contact Terry T. Tester' })).toHaveAttribute(
    'href',
    /^mailto:terry@clients\.test\?subject=/,
  )
  await expect(agent.getByRole('link', { name: 'Call Terry T. Tester' })).toHaveAttribute(
    'href',
    'tel:2065550100',
  )

  // The rest is folded, opens, and prints.
  const summary = client.getByRole('heading', { name: 'Summary' })
  await expect(summary).toBeHidden()
  await client.getByText('The market in words').click()
  await expect(summary).toBeVisible()
  await client.getByText('Prices and bedrooms').click()
  await expectAccessibleInBothThemes(client)
  await expectFitsAPhone(client)
  await client.emulateMedia({ media: 'print' })
  await expect(client.getByRole('heading', { name: 'Notable sales' })).toBeVisible()

  // What a message or a network shows of the link.
  await expect(client.locator('meta[property="og:title"]')).toHaveAttribute(
    'content',
    /^Home(s| prices) in 98103/,
  )
  const picture = (await client.locator('meta[property="og:image"]').getAttribute('content')) ?? ''
  const answer = await client.request.get(picture)
  expect(answer.headers()['content-type']).toBe('image/png')
  expect(await sharp(await answer.body()).metadata()).toMatchObject({ width: 1_200, height: 630 })
  await page.goto('/reports')
  await client.close()
})

test('the agency’s brand is on the report page, the shared page and the PDF', async ({ page, browser }) => {
  const agency = await makeAgency()
  await signInAsAgency(page, agency)
  await page.goto('/workspace-settings')
  await page.getByLabel('Agency name').fill('Harbour & Vale')
  await page.getByLabel('Color').fill('#803010')
  const logo = await sharp({ create: { width: 300, height: 120, channels: 3, background: '#803010' } })
    .png()
    .toBuffer()
  await page
    .getByLabel('Logo', { exact: true })
    .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo })
  const form = page.locator('form').filter({ has: page.getByLabel('Agency name') })
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form.getByText('Saved.')).toBeVisible()

  await chooseArea(page, '98103')
  await generate(page).click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  await expect(page.getByText('Harbour & Vale', { exact: true })).toBeVisible()
  await expect(page.getByRole('img', { name: 'Logo of Harbour & Vale' })).toBeVisible()
  const pdf = await page.request.get(`/api/reports/${idOf(page)}/pdf`)
  expect((await pdf.body()).toString('latin1')).toContain('(Harbour & Vale)')

  await page.getByRole('button', { name: 'Create link' }).click()
  const href = await page.getByLabel('Client link').inputValue()
  const client = await (await browser.newContext()).newPage()
  await client.goto(href)
  await expect(client.getByText('Harbour & Vale', { exact: true })).toBeVisible()
  await expect(client.getByRole('img', { name: 'Logo of Harbour & Vale' })).toBeVisible()
  const shared = await client.request.get(`${href}/pdf`)
  expect((await shared.body()).toString('latin1')).toContain('(Harbour & Vale)')
  await client.close()
})

test('a failed report says why and is free, and the library finds it and has an empty state', async ({
  page,
}) => {
  const agency = await makeAgency()
  const id = randomUUID()
  await withDatabase(
    (
      sql,
    ) => sql`insert into reports (workspace_id, id, area, area_name, period_from, period_to, status, failure, hold_id, created_by)
      values (${agency.workspaceId}, ${id}, ${sql.json({ kind: 'zip', zipCode: '98103' })}, '98103', '2015-01-01', '2015-03-31',
        'failed', 'The AI service is busy. Try again in a few minutes.', ${randomUUID()}, ${agency.userId})`,
  )
  await signInAsAgency(page, agency)
  await page.goto('/reports?show=ended')
  await page.getByRole('link', { name: /Market report: 98103.*Failed/ }).click()
  await expect(page.getByText(/service is busy.*Nothing was charged/)).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)
  await page.goto('/reports?q=nowhere')
  await expect(page.getByText('No matching reports')).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)
})
