import { expect, type Page, test } from '@playwright/test'
import { expectAccessibleInBothThemes } from '../support/accessible'
import { type Agency, ledgerOf, makeAgency, signInAs, withDatabase } from '../support/agency'
import { PAYMENT, PLANS, payByCard } from '../support/billing-views'

/** Subscribes a trial workspace on Stripe's page. */
async function subscribe(page: Page, plan: RegExp): Promise<Agency> {
  const agency = await makeAgency({ plan: 'trial', status: 'trialing', allowance: 100, left: 10 })
  await signInAs(page, agency)
  await page.goto(PLANS)
  await page.getByRole('button', { name: plan }).click()
  await payByCard(page)
  await page.waitForURL(/[?]tab=billing/)
  await page.goto(PLANS)
  return agency
}

const stored = ({ workspaceId }: Agency) =>
  withDatabase(async (sql) => {
    const [row] = await sql`select plan_key, pending_plan_key, ends_at is not null as ends
      from subscriptions where workspace_id = ${workspaceId}`
    return { plan: row?.plan_key, pending: row?.pending_plan_key, ends: row?.ends }
  })

test('R17, R28: a plan is upgraded with a preview, downgraded for later, kept, canceled and resumed', async ({
  page,
}) => {
  const agency = await subscribe(page, /^Subscribe to Starter for \$49/)
  const plan = page.getByRole('region', { name: 'Plan', exact: true })

  await page.getByRole('button', { name: 'Upgrade to Growth, monthly' }).click()
  const upgrade = page.getByRole('dialog', { name: 'Upgrade to Growth, billed monthly' })
  await expect(upgrade).toContainText('Credits added now+1,500')
  expect(await stored(agency)).toEqual({ plan: 'starter', pending: null, ends: false })
  await upgrade.getByRole('button', { name: /^Pay \$(100|99\.\d\d) and change plan$/ }).click()
  await expect(plan).toContainText('Growth')
  expect(await stored(agency)).toEqual({ plan: 'growth', pending: null, ends: false })
  expect((await ledgerOf(agency.workspaceId)).left).toBe(2_000)
  await page.goto(PAYMENT)
  const invoices = page.getByRole('table', { name: 'Invoices and receipts, newest first' })
  await expect(invoices.getByRole('link', { name: /^Plan change/ })).toBeVisible()
  await expect(invoices.getByRole('link', { name: /^PDF/ })).toHaveCount(2)
  await page.goto(PLANS)

  await page.getByRole('button', { name: 'Downgrade to Essentials, monthly' }).click()
  const downgrade = page.getByRole('dialog')
  await expect(downgrade).toContainText('Charged todayNothing')
  await downgrade.getByRole('button', { name: /^Change plan on / }).click()
  await expect(plan.getByText(/^Changes to Essentials on /)).toBeVisible()
  expect(await stored(agency)).toEqual({ plan: 'growth', pending: 'essentials', ends: false })
  await plan.getByRole('button', { name: 'Keep Growth' }).click()
  await expect(plan.getByText(/^Changes to Essentials on /)).toBeHidden()

  await plan.getByRole('button', { name: 'Cancel plan' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Cancel plan on / })
    .click()
  await expect(plan.getByRole('button', { name: 'Resume plan' })).toBeVisible()
  await expect(plan).toContainText('Ends soon')
  expect(await stored(agency)).toEqual({ plan: 'growth', pending: null, ends: true })
  await plan.getByRole('button', { name: 'Resume plan' }).click()
  await expect(plan.getByRole('button', { name: 'Cancel plan' })).toBeVisible()
  expect(await stored(agency)).toEqual({ plan: 'growth', pending: null, ends: false })
  expect((await ledgerOf(agency.workspaceId)).left).toBe(2_000)
})

test('R28: on a phone a plan change fits the screen, is paid by keyboard, and returns the focus', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const agency = await subscribe(page, /^Subscribe to Starter for \$49/)
  const opener = page.getByRole('button', { name: 'Upgrade to Growth, monthly' })
  await opener.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Upgrade to Growth, billed monthly' })
  const pay = dialog.getByRole('button', { name: /^Pay .* and change plan$/ })
  await expect(pay).toBeInViewport({ ratio: 1 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await expectAccessibleInBothThemes(page, { within: '[role=dialog]' })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(opener).toBeFocused()
  expect((await stored(agency)).plan).toBe('starter')

  await page.keyboard.press('Enter')
  await pay.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Plan', exact: true })).toContainText('Growth')
  expect((await ledgerOf(agency.workspaceId)).left).toBe(2_000)
})

test('R31: a member sees no invoices or receipts and cannot change the plan', async ({ page }) => {
  const agency = await makeAgency({ role: 'member' })
  const customer = `cus_of_${agency.workspaceId}`
  await withDatabase(async (sql) => {
    await sql`insert into stripe_owners (stripe_id, workspace_id) values (${customer}, ${agency.workspaceId})`
    await sql`update subscriptions set stripe_customer_id = ${customer} where workspace_id = ${agency.workspaceId}`
  })
  await signInAs(page, agency)
  await page.goto(PAYMENT)
  await expect(page.getByText('Only owners and admins can see payments and invoices')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Payment and invoices' })).toHaveCount(0)
  await expect(page.getByRole('table')).toHaveCount(0)
  await page.goto(PLANS)
  await expect(page.getByRole('table', { name: 'Plans with credits' })).toBeVisible()
  await expect(page.getByRole('button', { name: /plan|Upgrade|Downgrade/ })).toHaveCount(0)
  const receipt = await page.request.get('/workspace-settings/receipts/7f6b7a5e-2f0e-4a53-8a3b-0d1de0a7f001')
  expect(receipt.status()).toBe(403)
})
