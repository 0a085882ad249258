import { expect, test } from '@playwright/test'
import { expectAccessibleInBothThemes } from './accessible'
import { ledgerOf, makeAgency, signInAs, withDatabase } from './agency'
import { payByCard } from './pay-by-card'
import { product } from './product'

const BILLING = '/workspace-settings?tab=billing'

const stripeSkipped = async () => {
  const answer = await fetch(`${product().stripeUrl}/_local/clock`)
  return ((await answer.json()) as { skippedSeconds: number }).skippedSeconds
}
const skipped = () =>
  withDatabase(async (sql) => Number((await sql`select offset_seconds as s from time_machine`)[0]?.s ?? 0))

test('R14, R25: in the demo time is moved on, to the renewal and the full allowance', async ({ page }) => {
  test.setTimeout(120_000)
  const agency = await makeAgency({ plan: 'trial', status: 'trialing', allowance: 100, left: 10 })
  await signInAs(page, agency)
  await page.goto(BILLING)
  await page.getByRole('button', { name: /^Subscribe to Starter for \$49/ }).click()
  await payByCard(page)
  await page.waitForURL(/checkout=subscribed/)
  await page.goto('/dashboard')
  const time = page.getByRole('region', { name: 'Time in this demo' })
  await expectAccessibleInBothThemes(page, { within: 'section[aria-label="Time in this demo"]' })

  const seen = await skipped()
  await time.getByRole('button', { name: 'Skip a day' }).click()
  await expect(page.getByText(/^It is .* now\.$/)).toBeVisible()
  expect(await skipped()).toBe(seen + 86_400)
  await expect(time.locator('input[name=seenSkippedSeconds]')).toHaveValue(String(seen + 86_400))

  await time.getByRole('button', { name: /^Skip to the reset on / }).click()
  await expect.poll(skipped).toBeGreaterThan(seen + 27 * 86_400)
  await expect.poll(stripeSkipped).toBe(await skipped())
  // The renewal was paid, and the ledger heard of it.
  await expect
    .poll(() =>
      withDatabase(async (sql) => {
        const [row] = await sql`select paid_until > market_now() as paid, status
          from subscriptions where workspace_id = ${agency.workspaceId}`
        return row
      }),
    )
    .toMatchObject({ paid: true, status: 'active' })
  await page.goto(BILLING)
  await expect(
    page
      .getByRole('table', { name: 'Invoices and receipts, newest first' })
      .getByRole('link', { name: /^PDF/ }),
  ).toHaveCount(2)
  await expect.poll(async () => (await ledgerOf(agency.workspaceId)).left).toBe(500)
})

test('on a phone the bar does not widen the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signInAs(page, await makeAgency())
  await page.goto('/dashboard')
  await expect(page.getByRole('button', { name: 'Skip a week' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
