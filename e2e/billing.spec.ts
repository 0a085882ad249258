import { expect, type Page, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { expectAccessible } from './support/accessible'
import { ledgerOf, makeAgency, signInAs, withDatabase } from './support/agency'
import { OVERVIEW, openView, STATEMENT, statementTable, USAGE } from './support/billing-views'
import { tabTo } from './support/keyboard'
import { COST_OF_SEVEN, giveHistory } from './support/long-history'
import { countScripts, MOST_SCRIPT_BYTES } from './support/script-bytes'

const statement = statementTable

test('R24: a statement of 100,000 entries can be filtered, paged and shared by URL, and its CSV matches the screen', async ({
  page,
}) => {
  const agency = await makeAgency({ plan: 'scale', allowance: 2_000_000 })
  await giveHistory(agency, 100_000)
  await signInAs(page, agency)
  await openView(page, STATEMENT)
  await expect(statement(page).getByRole('row')).toHaveCount(21)

  await page.getByLabel('Action', { exact: true }).selectOption('Instant Valuation')
  await expect(page).toHaveURL(/action=valuation\.instant/)
  await page.getByLabel('Member', { exact: true }).selectOption('Terry Tester')
  await expect(page).toHaveURL(/member=\d+/)
  await expect(statement(page).getByRole('row', { name: /Instant Valuation Terry Tester/ })).toHaveCount(20)

  const newest = await amountsOf(page)
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(page).toHaveURL(/before=\d+/)
  await expect.poll(() => amountsOf(page)).not.toEqual(newest)
  const older = await amountsOf(page)
  await page.reload()
  await expect.poll(() => amountsOf(page)).toEqual(older)

  const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href')
  const file = await page.request.get(href ?? '')
  const [, ...rows] = parse(await file.text(), { bom: true }) as string[][]
  expect(rows.slice(0, 40).map((row) => Number(row[6]))).toEqual([...newest, ...older])
  const [stored] = await withDatabase(
    (sql) => sql`select count(*)::int as n from credit_entries where workspace_id = ${agency.workspaceId}
      and action = 6 and actor_id = ${agency.userId}`,
  )
  expect(rows).toHaveLength(stored?.n)

  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(page).not.toHaveURL(/action=/)
  await page.getByLabel('From', { exact: true }).fill('2020-01-01')
  await page.getByLabel('To', { exact: true }).fill('2020-01-02')
  await expect(page.getByText('No results')).toBeVisible()
})

/** The balances in the last column, from the top. */
async function amountsOf(page: Page): Promise<number[]> {
  const cells = await statement(page).locator('tbody tr td:last-child').allTextContents()
  return cells.map((text) => Number(text.replaceAll(',', '')))
}

test('R24: a filter that is changed before hydration is applied', async ({ page }) => {
  const agency = await makeAgency({ plan: 'scale', allowance: 10_000 })
  await giveHistory(agency, 70)
  await signInAs(page, agency)
  const go = Promise.withResolvers<void>()
  await page.route('**/_next/static/**/*.js', async (route) => {
    await go.promise
    await route.continue()
  })
  await page.goto(STATEMENT, { waitUntil: 'commit' })
  await page.getByLabel('Action', { exact: true }).selectOption('Instant Valuation')
  go.resolve()
  await expect(page).toHaveURL(/action=valuation\.instant/)
  await expect(statement(page).getByRole('row', { name: /Instant Valuation/ })).toHaveCount(10)
})

test('R24: the page streams in without layout shift and within its script budget; the chart loads when visible and matches its table', async ({
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
  expect(atLoad, `${atLoad} bytes of script at load`).toBeLessThan(MOST_SCRIPT_BYTES)
  expect(atLoad).toBeGreaterThan(50_000)

  await expect(page.locator('.recharts-surface')).toHaveCount(0)
  const usage = page.getByRole('region', { name: 'Credit usage' })
  await usage.scrollIntoViewIfNeeded()
  await expect(usage.locator('.recharts-bar-rectangle').first()).toBeVisible()
  expect(await scripts.bytes()).toBeGreaterThan(atLoad + 40_000)

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

function watchShifts(): void {
  let total = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) total += Number(Reflect.get(entry, 'value'))
    Reflect.set(window, 'layoutShift', total)
  }).observe({ type: 'layout-shift', buffered: true })
  Reflect.set(window, 'layoutShift', total)
}

test('R22, R27: the whole purchase by keyboard alone', async ({ page }) => {
  const agency = await makeAgency({ allowance: 1_000, left: 100 })
  await signInAs(page, agency)
  await page.goto('/dashboard')
  await tabTo(page, page.getByRole('button', { name: /^Profile of Terry Tester/ }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu', { name: 'Profile' })).toBeVisible()
  await page.keyboard.press('Home')
  await expect(page.getByRole('menuitem', { name: 'Buy credits' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/view=plans#packs/)
  const buy = page.getByRole('button', { name: 'Buy 100 credits for $15' })
  await expect(buy).toBeVisible()
  await tabTo(page, buy)
  await page.keyboard.press('Enter')

  await page.waitForURL(/\/c\/pay\//)
  for (const [label, text] of [
    ['Card number', '4242424242424242'],
    ['Expiration', '1234'],
    ['CVC', '123'],
    ['Cardholder name', 'Terry Tester'],
    ['Postal code', '98101'],
  ] as const) {
    await tabTo(page, page.getByLabel(label))
    await page.keyboard.type(text)
  }
  await tabTo(page, page.getByRole('button', { name: /^Pay/ }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/[?]tab=billing/)
  await expect(page.getByText('100 credits were added to your balance.')).toBeVisible()
  expect(await ledgerOf(agency.workspaceId)).toEqual({ left: 200, amounts: [100, 100] })
})

const states = [
  {
    name: 'R4, R23: trial',
    wanted: { plan: 'trial', status: 'trialing', allowance: 100, left: 90 },
    menu: 'Plan and credits',
    says: /^Trial ends/,
    colorScheme: 'light',
  },
  {
    name: 'R3: monthly limits',
    wanted: { plan: 'agency', allowance: 0, left: 0 },
    menu: 'Plan and limits',
    says: '0 of 5,000 used, 5,000 left',
    colorScheme: 'dark',
  },
  {
    name: 'R19: payment past due',
    wanted: { allowance: 2_000, left: 1_500 },
    become: { status: 'past_due' },
    menu: 'Plan and credits',
    says: /Your last payment didn’t go through/,
    colorScheme: 'dark',
  },
  {
    name: 'R19: canceled',
    wanted: { allowance: 2_000, left: 1_500 },
    become: { status: 'canceled', ended: true },
    menu: 'Subscribe to get credits',
    says: /Your plan has ended/,
    colorScheme: 'light',
  },
] as const

for (const state of states) {
  test(`the menu and the billing page: ${state.name}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: state.colorScheme })
    const agency = await makeAgency(state.wanted)
    if ('become' in state) await become(agency.workspaceId, state.become)
    await signInAs(page, agency)
    await openView(page, OVERVIEW)
    await expect(page.getByRole('main').getByText(state.says).first()).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: /^Profile of Terry Tester/ }).click()
    await expect(page.getByRole('menuitem').first()).toHaveText(state.menu)
    await expect(page.getByRole('region', { name: 'Profile' }).getByText(state.says).first()).toBeVisible()
    const meters = await page.getByRole('region', { name: 'Profile' }).getByRole('meter').count()
    expect(meters).toBe(state.wanted.allowance === 0 ? 3 : 1)
  })
}

async function become(
  workspaceId: number,
  { status, ended }: { status: string; ended?: boolean },
): Promise<void> {
  await withDatabase(async (sql) => {
    await sql`update subscriptions set status = ${status} where workspace_id = ${workspaceId}`
    if (ended) {
      await sql`update credit_accounts set spend_until = now() - interval '1 day', funded_until = now() - interval '1 day'
        where workspace_id = ${workspaceId}`
    }
  })
}
