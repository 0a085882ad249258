import { expect, type Page, test } from '@playwright/test'
import { filled, makeWorld, type World } from '../access/world'
import { expectAccessibleInBothThemes, expectFitsAPhone } from '../support/accessible'
import { signInAs, withDatabase } from '../support/agency'

async function open(page: Page, path: string): Promise<World> {
  const world = await makeWorld()
  await signInAs(page, world.people.owner)
  await page.goto(await filled(path, world))
  return world
}

test('R7: a report is emailed every month from Use this, with its cost, and is paused, resumed and ended', async ({
  page,
}) => {
  const world = await open(page, '/reports/$reports:ready')
  const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await page.getByRole('button', { name: 'Use this' }).click()
  await page.getByRole('menuitem', { name: 'Email it every month' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'New recurring report' })).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(title.slice(0, 80))
  await expect(page.getByText(/^\d+ credits each month with today’s/)).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)
  await page.getByLabel('Name', { exact: true }).fill('Green Lake news')
  await page.getByLabel('Day of the month').selectOption('9')
  const start = page.getByRole('button', { name: /^Start for \d+ credits a month$/ })
  const cost = Number(/\d+/.exec((await start.textContent()) ?? '')?.[0])
  expect(cost).toBeGreaterThan(0)
  await start.click()

  const card = page.getByRole('region', { name: 'Green Lake news' })
  await expect(card.getByText('Active', { exact: true })).toBeVisible()
  await expect(card.getByText(new RegExp(`^${cost} credits a month: `))).toBeVisible()
  await expect(card.getByText(/^Next on [A-Z][a-z]{2} 9, \d{4}/)).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)

  const [row] = await withDatabase(
    (sql) => sql`select to_char(next_run_at, 'YYYY-MM-DD') as day from recurring_reports
      where workspace_id = ${world.workspaceId} and name = 'Green Lake news'`,
  )
  await page.goto(`/calendar?view=month&day=${row?.day}`)
  await expect(page.getByRole('link', { name: /Green Lake news.*Every month/s }).first()).toBeVisible()
  await expectAccessibleInBothThemes(page)

  await page.goto('/recurring')
  await page.getByRole('button', { name: 'Pause Green Lake news' }).click()
  await expect(card.getByText('Paused', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: /^Resume for \d+ credits a month: Green Lake news$/ }).click()
  await expect(card.getByText('Active', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'End Green Lake news' }).click()
  await expect(card.getByText('Ended', { exact: true })).toBeVisible()
  await expect(card.getByRole('button')).toHaveCount(0)
})

test('a work is renamed in place by keyboard, deleted, and restored with Undo', async ({ page }) => {
  await open(page, '/valuations/$valuations:ready')
  const address = page.url()
  await page.getByRole('button', { name: /^Rename / }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
  await expectAccessibleInBothThemes(page)
  await page.keyboard.type('For the Lees')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'For the Lees' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Rename For the Lees' })).toBeFocused()

  await page.getByRole('button', { name: 'Delete valuation' }).click()
  await expect(page).toHaveURL(/\/valuations$/)
  await expect(page.getByText('Valuation deleted.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Restored.')).toBeVisible()
  await page.goto('/valuations?q=For%20the%20Lees')
  await expect(page.getByRole('link', { name: /For the Lees/ })).toBeVisible()
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1, name: 'For the Lees' })).toBeVisible()

  await page.getByRole('button', { name: 'Delete valuation' }).click()
  await expect(page.getByText('Valuation deleted.')).toBeVisible()
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
})

test('a deleted report’s link stops answering, and a deleted draft comes back with Undo', async ({
  page,
  browser,
}) => {
  const world = await open(page, '/reports/$reports:ready')
  const create = page.getByRole('button', { name: /^(Create|Replace) link$/ })
  await create.click()
  const href = await page.getByLabel('Client link').inputValue()
  const client = await (await browser.newContext()).newPage()
  expect((await client.goto(href))?.status()).toBe(200)
  await expect(client.getByRole('heading', { name: 'This link isn’t available' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Delete report' }).click()
  await expect(page.getByText('Report deleted.')).toBeVisible()
  await client.reload()
  await expect(client.getByRole('heading', { name: 'This link isn’t available' })).toBeVisible()
  await client.close()

  await page.goto(await filled('/campaigns/$campaigns:draft', world))
  const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await page.getByRole('button', { name: 'Delete draft' }).click()
  await expect(page.getByText('Draft deleted.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('link', { name }).first()).toBeVisible()
})
