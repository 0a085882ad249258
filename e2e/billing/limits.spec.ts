import { expect, type Page, test } from '@playwright/test'
import { filled, makeWorld } from '../access/world'
import { expectFits, expectFitsAPhone } from '../support/accessible'
import { type Agency, makeAgency, signInAs, withDatabase } from '../support/agency'
import { press } from '../support/keyboard'

/** Essentials includes 10 reports a month; sets how many of them this cycle has used. */
const useReports = ({ workspaceId }: Agency, used: number) =>
  withDatabase(
    (sql) => sql`insert into limit_counters (workspace_id, cycle_start, metric, used)
      select workspace_id, cycle_start, 'reports', ${used} from credit_accounts where workspace_id = ${workspaceId}
      on conflict (workspace_id, cycle_start, metric) do update set used = excluded.used`,
  )

const reportsOf = ({ workspaceId }: Agency) =>
  withDatabase((sql) => sql`select status from reports where workspace_id = ${workspaceId}`)

async function chooseArea(page: Page): Promise<void> {
  await page.goto('/reports/new')
  await page.getByLabel('Area (zip code)').fill('98103')
  await page.getByRole('option', { name: /98103/ }).click()
  await expect(page.getByText(/Based on \d+ sales/)).toBeVisible()
}

const REFUSED =
  /Your plan includes 10 reports a month\. You’ve used 10\. Upgrade, or wait for the reset on \w{3} \d+, \d{4}/

test('R3: an action at its limit is refused with the limit, the reset date and an upgrade link, before and after the click', async ({
  page,
}) => {
  const agency = await makeAgency({ plan: 'essentials', allowance: 0 })
  await useReports(agency, 9)
  await signInAs(page, agency)
  await chooseArea(page)
  await expect(page.getByText('Uses 1 report. 9 of 10 used this month.')).toBeVisible()
  // A colleague uses the last one while the form is open.
  await useReports(agency, 10)
  await press(page, page.getByRole('button', { name: 'Create report' }))
  const refused = page.getByRole('alert').filter({ hasText: REFUSED })
  await expect(refused).toBeVisible()
  await expect(refused.getByRole('link', { name: 'Upgrade' })).toBeVisible()
  expect(await reportsOf(agency)).toEqual([])

  await chooseArea(page)
  await expect(
    page.getByText(/You’ve used all 10 reports for this month\. Resets on \w{3} \d+, \d{4}\./),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create report' })).toBeDisabled()
  await expectFits(page)
  await press(page, page.getByRole('link', { name: 'Upgrade' }))
  await expect(page).toHaveURL(/view=plans#plans$/)

  // Actions that the plan does not list have their own fair-use limit.
  await page.goto('/images/new')
  await expect(page.getByText('Uses 1 image. 0 of 30 used this month.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create image' })).toBeEnabled()
})

test('R3: a campaign and a contact over the monthly limit are refused with an upgrade link and change nothing', async ({
  page,
}) => {
  const world = await makeWorld({ rowsEach: 50 })
  const { workspaceId, people } = world
  await withDatabase(async (sql) => {
    await sql`update subscriptions set plan_key = 'essentials' where workspace_id = ${workspaceId}`
    for (const [metric, used] of [
      ['emails', 500],
      ['contacts', 250],
    ] as const)
      await sql`insert into limit_counters (workspace_id, cycle_start, metric, used)
        select workspace_id, cycle_start, ${metric}, ${used} from credit_accounts where workspace_id = ${workspaceId}`
  })
  await signInAs(page, people.owner)
  await page.goto(await filled('/campaigns/$campaigns:draft', world))
  await expect(page.getByText(/You’ve used all 500 emails for this month\. Resets on/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Send campaign' })).toBeDisabled()
  await expect(page.getByRole('link', { name: 'Upgrade' }).first()).toHaveAttribute('href', /#plans$/)
  await expectFitsAPhone(page)

  await page.goto('/contacts/new')
  await page.getByLabel('Email address').fill('one.more@list.test')
  await page.getByLabel('Consent source').fill('Open house')
  await press(page, page.getByRole('button', { name: 'Add contact' }))
  const refused = page.getByRole('alert').filter({ hasText: 'Your plan includes 250 new contacts a month' })
  await expect(refused).toContainText(/Upgrade, or wait for the reset on \w{3} \d+, \d{4}/)
  await expect(refused.getByRole('link', { name: 'Upgrade' })).toHaveAttribute('href', /#plans$/)
  const stored = await withDatabase(
    (sql) => sql`select 1 from contacts where workspace_id = ${workspaceId} and email = 'one.more@list.test'`,
  )
  expect(stored).toEqual([])
})
