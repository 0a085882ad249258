import { expect, test } from '@playwright/test'
import { makeAgency, signInAs, withDatabase } from '../support/agency'

test('R25: eight open tabs all load and all update', async ({ context, page }) => {
  const agency = await makeAgency({ allowance: 500, left: 500 })
  await signInAs(page, agency)
  const tabs = await Promise.all(Array.from({ length: 8 }, () => context.newPage()))
  for (const tab of tabs) await tab.goto('/workspace-settings?tab=billing')
  await withDatabase(
    (sql) => sql`update credit_accounts set allowance_left = 400 where workspace_id = ${agency.workspaceId}`,
  )
  for (const tab of tabs) {
    // A loaded tab may not be listening yet, so the notification is repeated.
    await expect(async () => {
      await withDatabase((sql) => sql`select pg_notify('market_balance', ${String(agency.workspaceId)})`)
      await expect(tab.getByText('100 of 500 used, 400 left').first()).toBeVisible({ timeout: 5_000 })
    }).toPass()
  }
})

test('R25: a report paid for in one browser updates the balance in another without a reload', async ({
  browser,
  page,
}) => {
  const agency = await makeAgency({ allowance: 500, left: 500 })
  await signInAs(page, agency)
  await page.goto('/workspace-settings?tab=billing')
  await expect(page.getByText('0 of 500 used, 500 left').first()).toBeVisible()
  await page.evaluate(() => Object.assign(window, { notReloaded: true }))

  const other = await browser.newPage()
  await signInAs(other, agency)
  await other.goto('/reports/new')
  await other.getByLabel('Area (zip code)').fill('98103')
  await other.getByRole('option', { name: /98103/ }).click()
  await other.getByRole('button', { name: 'Create report' }).click()

  // The hold counts as used immediately; the entry follows when the report is stored.
  await expect(page.getByText('20 of 500 used, 480 left').first()).toBeVisible()
  await page.getByRole('link', { name: 'Statement', exact: true }).click()
  await expect(
    page
      .getByRole('table', { name: 'Statement, newest first' })
      .getByRole('link', { name: /^Report .*98103/ }),
  ).toBeVisible()
  expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true)
  await other.close()
})

test('R25: changes between loading the page and connecting are shown', async ({ page }) => {
  const agency = await makeAgency({ allowance: 500, left: 500 })
  await signInAs(page, agency)
  let connect = () => {}
  const canConnect = new Promise<void>((resolve) => {
    connect = resolve
  })
  await page.route('**/api/live', async (route) => {
    await canConnect
    await route.continue()
  })
  const request = page.waitForRequest('**/api/live')
  await page.goto('/dashboard')
  await expect(page.getByText('0 of 500 used, 500 left').first()).toBeVisible()
  await request
  // No notification is sent: the first message of the connection must say that the page is outdated.
  await withDatabase(
    (sql) => sql`update credit_accounts set allowance_left = 400 where workspace_id = ${agency.workspaceId}`,
  )
  connect()
  await expect(page.getByText('100 of 500 used, 400 left').first()).toBeVisible()
})
