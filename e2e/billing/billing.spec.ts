import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { expectAccessible, expectFits } from '../support/accessible'
import { ledgerOf, makeAgency, signInAs, withDatabase } from '../support/agency'
import { OVERVIEW, openView, STATEMENT, statementTable, USAGE } from '../support/billing-views'
import { tabTo } from '../support/keyboard'
import { COST_OF_SEVEN, giveHistory } from '../support/long-history'
import { CHART_SCRIPT_BYTES, countScripts, MOST_SCRIPT_BYTES } from '../support/script-bytes'

const statement = statementTable

test('R24: a statement of 100,000 entries can be filtered, paged and shared by URL, and its CSV matches the screen', async ({
  page,
}) => {
  const agency = await makeAgency({ plan: 'scale', allowance: 2_000_000 })
  await giveHistory(agency, 100_000)
  await signInAs(page, agency)
  await openView(page, STATEMENT)
  await expect(statement(page).getByRole('row')).toHaveCount(51)

  await page.getByLabel('Action', { exact: true }).selectOption('Instant Valuation')
  await expect(page).toHaveURL(/action=valuation\.instant/)
  await page.getByLabel('Member', { exact: true }).selectOption('Terry Tester')
  await expect(page).toHaveURL(/member=\d+/)
  await expect(statement(page).getByRole('row', { name: /Instant Valuation Terry Tester/ })).toHaveCount(50)

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
  expect(rows.slice(0, 100).map((row) => Number(row[6]))).toEqual([...newest, ...older])
  const [stored] = await withDatabase(
    (sql) => sql`select count(*)::int as n from credit_entries where workspace_id = ${agency.workspaceId}
      and action = 6 and actor_id = ${agency.userId}`,
  )
  expect(rows).toHaveLength(stored?.n)

  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(page).not.toHaveURL(/action=/)
  // A chip removes its own filter only.
  await page.getByLabel('Kind', { exact: true }).selectOption('Allowance')
  // The only allowance is older than what one page examines.
  await expect(page.getByText('There may be older activity.')).toBeVisible()
  await page.getByLabel('Action', { exact: true }).selectOption('Instant Valuation')
  await expect(page).toHaveURL(/action=valuation\.instant/)
  await page.getByRole('link', { name: 'Remove the filter Kind' }).click()
  await expect(page).not.toHaveURL(/kind=/)
  await expect(page).toHaveURL(/action=valuation\.instant/)
  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(page).not.toHaveURL(/action=/)

  // Search by words, and by number; it is kept in the URL.
  const search = page.getByRole('searchbox', { name: 'Search the statement' })
  await search.fill('monthly allow')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=monthly\+allow/)
  await expect(page.getByText('There may be older activity.')).toBeVisible()
  // A page examines half of the entries, and the allowance is before them all.
  for (const _ of ['second page', 'third page']) {
    const from = page.url()
    await page.getByRole('link', { name: 'Older' }).click()
    await expect(page).not.toHaveURL(from)
  }
  await expect(statement(page).getByRole('row', { name: /Monthly allowance/ })).toBeVisible()
  await search.fill('#77777')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(statement(page).getByRole('row')).toHaveCount(2)
  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(page).not.toHaveURL(/q=/)
  await page.getByLabel('From', { exact: true }).fill('2020-01-01')
  await page.getByLabel('To', { exact: true }).fill('2020-01-02')
  await expect(page).toHaveURL(/to=2020-01-02/)
  await expect(page.getByText(/^No (results|activity)/)).toBeVisible()
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
  expect(atLoad, `${atLoad} bytes of script at load`).toBeLessThan(MOST_SCRIPT_BYTES + CHART_SCRIPT_BYTES)
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
  await expect(statement(page).getByRole('row', { name: /Instant Valuation/ })).toHaveCount(50)
})

test('R24: posts of one file and a campaign are one row each, which opens, and is open in print', async ({
  page,
}) => {
  const agency = await makeAgency()
  await giveCampaignAndPosts(agency)
  await signInAs(page, agency)
  await openView(page, STATEMENT)
  const posts = statement(page).getByRole('row').filter({ hasText: 'Northside CRM: 3 posts' })
  await expect(posts).toContainText('15')
  await expect(statement(page).getByText('Post for 2 Elm St')).toBeHidden()
  await posts.getByText('Northside CRM: 3 posts').click()
  await expect(statement(page).getByRole('row').filter({ hasText: 'Post for 2 Elm St' })).toContainText(
    '1,990',
  )
  await statement(page).getByText('Campaign: Spring open houses').first().click()
  await expect(statement(page).getByText('Held 9 credits')).toBeVisible()
  await expect(statement(page).getByText('Released 3 credits, not charged')).toBeVisible()
  await page.reload()
  await page.emulateMedia({ media: 'print' })
  await expect(statement(page).getByText('Post for 2 Elm St')).toBeVisible()
  await expect(page.getByRole('search', { name: 'Search the statement' })).toBeHidden()
})

/** A campaign that was charged 6 of 9 held credits, and three posts of one file. */
async function giveCampaignAndPosts({
  workspaceId,
  userId,
}: {
  workspaceId: number
  userId: number
}): Promise<void> {
  const [feed, run, campaign, hold] = Array.from({ length: 4 }, () => randomUUID())
  const homes = [1, 2, 3].map((number) => ({ id: randomUUID(), title: `${number} Elm St` }))
  await withDatabase((sql) =>
    sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await tx`insert into feeds (workspace_id, id, name, secret_hash, created_by)
        values (${workspaceId}, ${feed ?? ''}, 'Northside CRM', ${feed ?? ''}, ${userId})`
      await tx`insert into campaigns (workspace_id, id, name, list_name, subject, body, status, recipients, hold_id, created_by)
        values (${workspaceId}, ${campaign ?? ''}, 'Spring open houses', 'All', 'News', 'News', 'sent', 25, ${hold ?? ''}, ${userId})`
      await tx`insert into credit_holds (workspace_id, id, input_hash, state, amount, from_extra, captured, cycle_start, actor_id,
          action, units, rate_version, subject_kind, subject_id, opened_at, lease_until, settled_at, entry_seq)
        values (${workspaceId}, ${hold ?? ''}, 0, 1, 9, 0, 6, now(), ${userId}, 7, 25, 1, 5, ${campaign ?? ''}, now(), now(), now(), 5)`
      const spent = [
        ...homes.map(({ id }) => ({ id, cost: 5, action: 5, kind: 4 })),
        { id: campaign ?? '', cost: 6, action: 7, kind: 5 },
      ]
      let balance = 2_000
      for (const [i, { id, cost, action, kind }] of spent.entries()) {
        balance -= cost
        await tx`insert into credit_entries (workspace_id, seq, at, kind, amount, extra_amount, balance_after, key, input_hash,
            actor_id, action, units, rate_version, subject_kind, subject_id)
          values (${workspaceId}, ${i + 2}, now(), 2, ${-cost}, 0, ${balance}, ${randomUUID()}, 0, ${userId}, ${action}, 1, 1,
            ${kind}, ${id})`
      }
      for (const { id, title } of homes)
        await tx`insert into posts (workspace_id, id, listing_id, feed_id, run_id, title, status, waits_for)
          values (${workspaceId}, ${id}, ${id}, ${feed ?? ''}, ${run ?? ''}, ${title}, 'waiting', 'next')`
      await tx`update credit_accounts set seq = 5, allowance_left = ${balance} where workspace_id = ${workspaceId}`
    }),
  )
}

test('R5: the rule of a cost opens beside it, by keyboard, without moving anything', async ({ page }) => {
  await signInAs(page, await makeAgency())
  await page.goto('/images/new')
  const button = page.getByRole('button', { name: 'How this cost is calculated' }).first()
  const create = page.getByRole('button', { name: 'Create image' })
  await tabTo(page, button)
  const before = await create.boundingBox()
  await page.keyboard.press('Enter')
  await expect(page.getByText('20 credits per image')).toBeVisible()
  await expect(page.getByText(/^Rate card \d+, effective since/)).toBeVisible()
  expect(await create.boundingBox()).toEqual(before)
  await expectFits(page)
  await page.keyboard.press('Escape')
  await expect(page.getByText('20 credits per image')).toBeHidden()
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/help\/credits#help-rates$/)
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
