import { expect, type Page, test } from '@playwright/test'
import { expectAccessible, expectAccessibleInBothThemes } from '../support/accessible'
import { ledgerOf, makeAgency, signInAs, signInAsOperator, withDatabase } from '../support/agency'
import { PAYMENT, PLANS, payByCard, STATEMENT } from '../support/billing-views'

async function makeReport(page: Page): Promise<string> {
  await page.goto('/reports/new')
  await page.getByLabel('Area (zip code)').fill('98103')
  await page.getByRole('option', { name: /98103/ }).click()
  await page.getByRole('button', { name: 'Create report' }).click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  return page.url()
}

test('R13, R36: a member reports a problem, an operator answers and refunds it, and the member sees the answer', async ({
  page,
  browser,
}) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  const report = await makeReport(page)
  await page.getByRole('button', { name: 'Report a problem' }).click()
  await page.getByRole('button', { name: 'Send report' }).click()
  await page.getByLabel('What is wrong?').selectOption('Facts or figures are wrong')
  const words = `The median of ${agency.workspaceId} is too low.`
  await page.getByLabel('Describe the problem').fill(words)
  await expectAccessibleInBothThemes(page)
  await page.getByRole('button', { name: 'Send report' }).click()
  const reported = page.getByRole('region', { name: 'Reported problem' })
  await expect(reported).toContainText('Our team will answer here and by email.')
  await expect(page.getByRole('button', { name: 'Report a problem' })).toHaveCount(0)

  const console = await browser.newPage()
  await signInAsOperator(console)
  await console.goto('/admin/cases')
  const row = console.getByRole('listitem').filter({ hasText: words })
  await expectAccessible(console)
  await row.getByRole('link').click()
  await expect(console.getByText(words)).toBeVisible()
  await expect(console.getByText('No fault found')).toBeVisible()
  await console
    .getByRole('textbox', { name: 'Answer' })
    .fill('Two sales were entered twice. We corrected them.')
  await console.getByLabel(/^Refund 20 credits/).check()
  await expectAccessibleInBothThemes(console)
  await console.getByRole('button', { name: 'Send answer' }).click()
  await expect(console.getByText('Answered, and 20 credits refunded. We notified the member.')).toBeVisible()
  await console.close()

  await page.goto(report)
  await expect(reported).toContainText('Answered')
  await expect(reported).toContainText('Two sales were entered twice.')
  await expect(page.getByText('The credits were refunded.')).toBeVisible()
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, -20, 20])
  await page.goto('/notifications')
  await expect(page.getByText(/We answered the problem you reported/).first()).toBeVisible()
  await page.goto(STATEMENT)
  await expect(page.getByRole('row', { name: /Refund: Report/ })).toContainText('+20')
})

test('R18, R36: an operator refunds a part of a pack at Stripe, and the credits follow', async ({
  page,
  browser,
}) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto(PLANS)
  await page.getByRole('button', { name: 'Buy 100 credits for $15' }).click()
  await payByCard(page)
  await expect(page.getByText('100 credits were added to your balance.')).toBeVisible()

  const console = await browser.newPage()
  await signInAsOperator(console)
  await console.goto(`/admin/workspaces/${agency.workspaceId}`)
  const payments = console.getByRole('region', { name: 'Payments', exact: true })
  await expect(payments.getByRole('row', { name: /100 extra credits/ })).toContainText('$15')
  await payments.getByRole('button', { name: 'Refund 100 extra credits, $15' }).click()
  const dialog = console.getByRole('dialog', { name: 'Refund 100 extra credits' })
  await expect(dialog).toContainText('100 credits of the pack’s 100 will be removed')
  await dialog.getByLabel('Amount (USD)').fill('6')
  await expect(dialog).toContainText('40 credits of the pack’s 100 will be removed')
  await dialog.getByLabel('Reason').fill('Bought one too many')
  await expectAccessible(console)
  await dialog.getByRole('button', { name: 'Refund $6' }).click()
  await expect(
    console.getByText('Refund sent to Stripe. Credits follow when Stripe confirms it.'),
  ).toBeVisible()
  await expect(payments.getByText('Bought one too many')).toBeVisible()
  await expect(payments.getByRole('row', { name: /100 extra credits/ })).toContainText('$6')
  await console.close()

  // Stripe's webhook removes the credits.
  await expect.poll(async () => (await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, 100, -40])
  await page.goto(PAYMENT)
  await expect(page.getByText('Partially refunded')).toBeVisible()
  const refunds = await withDatabase(
    (sql) =>
      sql`select status, amount_cents from operator_refunds where workspace_id = ${agency.workspaceId}`,
  )
  expect(refunds).toMatchObject([{ status: 'requested', amount_cents: 600 }])
})
