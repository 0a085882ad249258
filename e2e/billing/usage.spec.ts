import { expect, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible'
import { makeAgency, signInAs } from '../support/agency'
import { openView, statementTable, USAGE } from '../support/billing-views'
import { COST_OF_SEVEN, giveHistory } from '../support/long-history'
import { CHART_SCRIPT_BYTES, countScripts, LIST_SCRIPT_BYTES } from '../support/script-bytes'

test('R24: the page streams in without layout shift and within its script budget; the chart matches its table', async ({
  page,
}) => {
  const agency = await makeAgency({ plan: 'scale', allowance: 10_000 })
  await giveHistory(agency, 700)
  await signInAs(page, agency)
  const scripts = countScripts(page)
  await page.addInitScript(watchShifts)
  await openView(page, USAGE)
  expect(await page.evaluate(() => Reflect.get(window, 'layoutShift'))).toBeLessThan(0.01)
  const atLoad = await scripts.bytes()
  expect(atLoad, `${atLoad} bytes of script at load`).toBeLessThan(LIST_SCRIPT_BYTES + CHART_SCRIPT_BYTES)
  const usage = page.getByRole('region', { name: 'Credit usage' })
  await usage.scrollIntoViewIfNeeded()
  await expect(usage.locator('.recharts-bar-rectangle:visible').first()).toBeVisible()

  await usage.getByText('Show as table').click()
  const days = usage.getByRole('table', { name: 'Credits used by day and action' }).locator('tbody tr')
  const totals = (await days.locator('td:last-child').allTextContents()).map((text) =>
    Number(text.replaceAll(',', '')),
  )
  expect(totals.reduce((sum, credits) => sum + credits, 0)).toBe(100 * COST_OF_SEVEN)

  // By keyboard: the chart receives focus, and an arrow key shows a day.
  await usage.getByRole('application').focus()
  await page.keyboard.press('ArrowRight')
  await expect(usage.locator('.recharts-tooltip-wrapper')).toContainText(/Generate a report/)
})

test('R24: the chart selects a day or an action, by keyboard too, and the tables show only its usage', async ({
  page,
}) => {
  const agency = await makeAgency({ plan: 'scale', allowance: 10_000 })
  await giveHistory(agency, 700)
  await signInAs(page, agency)
  await openView(page, USAGE)
  const usage = page.getByRole('region', { name: 'Credit usage' })
  const byAction = usage.getByRole('table', { name: 'By action' })
  const byFeature = usage.getByRole('table', { name: 'By feature' })
  await usage.scrollIntoViewIfNeeded()
  await expect(byAction.getByRole('row')).toHaveCount(8)

  // An edited limit outlives a selection.
  const limit = usage.getByRole('textbox', { name: 'Spending limit for Instant Valuation' })
  await limit.fill('400')
  await usage.getByRole('link', { name: 'Generate a report' }).first().press('Enter')
  await expect(page).toHaveURL(/usageAction=report\.generate/)
  await expect(usage.getByRole('status')).toHaveText(
    'Showing Generate a report: 2,000 credits in 100 actions.',
  )
  await expect(byAction.getByRole('row')).toHaveCount(2)
  await expect(byFeature.getByRole('row', { name: /Reports/ })).toContainText('2,000')

  await usage.getByRole('application').focus()
  await page.keyboard.press('ArrowRight')
  await expect(usage.locator('.recharts-tooltip-wrapper')).toContainText(/Generate a report/)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/usageDay=\d{4}-\d\d-\d\d/)
  await expect(usage.getByRole('status')).toHaveText(/^Showing \w+ \d+, Generate a report: /)
  await expectAccessible(page)

  await usage.getByRole('link', { name: 'Show all usage' }).click()
  await expect(page).not.toHaveURL(/usage(Day|Action)=/)
  await expect(byAction.getByRole('row')).toHaveCount(8)
  await expect(limit).toHaveValue('400')

  // The number in a table leads to the entries it adds up.
  await byAction.getByRole('link', { name: 'Instant Valuation' }).click()
  await expect(page).toHaveURL(/cycle=.*&?action=|action=.*&cycle=/)
  await expect(statementTable(page).getByRole('row', { name: /Instant Valuation/ })).toHaveCount(50)
})

function watchShifts(): void {
  let total = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) total += Number(Reflect.get(entry, 'value'))
    Reflect.set(window, 'layoutShift', total)
  }).observe({ type: 'layout-shift', buffered: true })
  Reflect.set(window, 'layoutShift', total)
}
