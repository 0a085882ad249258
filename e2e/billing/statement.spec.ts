import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { makeAgency, signInAs, withDatabase } from '../support/agency'
import { openView, STATEMENT, statementTable } from '../support/billing-views'
import { giveHistory } from '../support/long-history'

test('R24: a statement of 100,000 entries can be filtered, paged and shared by URL, and its CSV matches the screen', async ({
  page,
}) => {
  const agency = await makeAgency({ plan: 'scale', allowance: 2_000_000 })
  await giveHistory(agency, 100_000)
  await signInAs(page, agency)
  await openView(page, STATEMENT)
  await expect(statementTable(page).getByRole('row')).toHaveCount(51)

  await page.getByLabel('Action', { exact: true }).selectOption('Instant Valuation')
  await expect(page).toHaveURL(/action=valuation\.instant/)
  await page.getByLabel('Member', { exact: true }).selectOption('Terry Tester')
  await expect(page).toHaveURL(/member=\d+/)
  await expect(statementTable(page).getByRole('row', { name: /Instant Valuation Terry Tester/ })).toHaveCount(
    50,
  )

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
  await expect(statementTable(page).getByRole('row', { name: /Monthly allowance/ })).toBeVisible()
  await search.fill('#77777')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(statementTable(page).getByRole('row')).toHaveCount(2)
  await page.getByRole('link', { name: 'Clear' }).click()
  await expect(page).not.toHaveURL(/q=/)
  await page.getByLabel('From', { exact: true }).fill('2020-01-01')
  await page.getByLabel('To', { exact: true }).fill('2020-01-02')
  await expect(page).toHaveURL(/to=2020-01-02/)
  await expect(page.getByText(/^No (results|activity)/)).toBeVisible()
})

/** The balances in the last column, from the top. */
async function amountsOf(page: Page): Promise<number[]> {
  const cells = await statementTable(page).locator('tbody tr td:last-child').allTextContents()
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
  await expect(statementTable(page).getByRole('row', { name: /Instant Valuation/ })).toHaveCount(10)
})

test('R24: posts of one file and a campaign are one row each, which opens, and is open in print', async ({
  page,
}) => {
  const agency = await makeAgency()
  await giveCampaignAndPosts(agency)
  await signInAs(page, agency)
  await openView(page, STATEMENT)
  const posts = statementTable(page).getByRole('row').filter({ hasText: 'Northside CRM: 3 posts' })
  await expect(posts).toContainText('15')
  await expect(statementTable(page).getByText('Post for 2 Elm St')).toBeHidden()
  await posts.getByText('Northside CRM: 3 posts').click()
  await expect(statementTable(page).getByRole('row').filter({ hasText: 'Post for 2 Elm St' })).toContainText(
    '1,990',
  )
  await statementTable(page).getByText('Campaign: Spring open houses').first().click()
  await expect(statementTable(page).getByText('Held 9 credits')).toBeVisible()
  await expect(statementTable(page).getByText('Released 3 credits, not charged')).toBeVisible()
  await page.reload()
  await page.emulateMedia({ media: 'print' })
  await expect(statementTable(page).getByText('Post for 2 Elm St')).toBeVisible()
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
