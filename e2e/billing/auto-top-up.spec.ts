import { expect, test } from '@playwright/test'
import { expectAccessibleInBothThemes, expectFits, expectFitsAPhone } from '../support/accessible'
import { ledgerOf, makeAgency, signInAs } from '../support/agency'
import { PAYMENT, PLANS, payByCard, STATEMENT } from '../support/billing-views'

/** The job runs each minute. */
const A_MINUTE_AND_MORE = 100_000

test('R48: auto top-up is turned on with a card, buys a pack below the threshold, and is turned off', async ({
  page,
}) => {
  const agency = await makeAgency({ allowance: 110 })
  await signInAs(page, agency)
  await page.goto(PAYMENT)
  const card = page.getByRole('region', { name: 'Auto top-up' })
  await card.getByText('Set up auto top-up').click()
  await card.getByLabel('When credits fall below').fill('0')
  await card.getByLabel('Buy', { exact: true }).selectOption({ label: '100 credits for $15' })
  await card.getByLabel(/^At most per month/).fill('20')
  await card.getByRole('button', { name: 'Continue to card' }).click()
  await expect(card.getByText('Enter at least 1 credit.')).toBeVisible()
  await expectAccessibleInBothThemes(page, { within: '#auto-top-up' })
  await expectFits(page)
  await expectFitsAPhone(page)
  await card.getByLabel('When credits fall below').fill('100')
  await card.getByRole('button', { name: 'Continue to card' }).click()
  await payByCard(page)
  await page.waitForURL(/[?]tab=billing/)
  await expect(card.getByText('Buys 100 credits for $15 when you have fewer than 100.')).toBeVisible()
  await expect(card.getByText('$0 of $20 used this month. Visa ending in 4242.')).toBeVisible()
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([110])

  await page.goto('/reports/new')
  await page.getByLabel('Area (zip code)').fill('98103')
  await page.getByRole('option', { name: /98103/ }).click()
  await page.getByRole('button', { name: 'Create report' }).click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  await expect
    .poll(async () => (await ledgerOf(agency.workspaceId)).left, { timeout: A_MINUTE_AND_MORE })
    .toBe(110 - 20 + 100)

  await page.goto(STATEMENT)
  const row = page
    .getByRole('table', { name: 'Statement, newest first' })
    .getByRole('row', { name: /Auto top-up/ })
  await expect(row).toContainText('+100')
  await expect(row).toContainText('Paid $15')
  await page.goto(PAYMENT)
  await expect(card.getByText('Monthly maximum reached')).toBeVisible()
  await card.getByRole('button', { name: 'Turn off auto top-up' }).click()
  await expect(card.getByText('Set up auto top-up')).toBeVisible()
})

test('R31, R48: a member is not offered auto top-up', async ({ page }) => {
  const agency = await makeAgency({ role: 'member' })
  await signInAs(page, agency)
  for (const address of [PLANS, PAYMENT]) {
    await page.goto(address)
    await expect(page.getByText(/Only owners and admins can/).first()).toBeVisible()
    await expect(page.getByRole('region', { name: 'Auto top-up' })).toHaveCount(0)
  }
})
