import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessibleInBothThemes, expectFitsAPhone } from '../support/accessible'
import { addMember, makeAgency, signInAs, withDatabase } from '../support/agency'
import { countScripts, MOST_SCRIPT_BYTES } from '../support/script-bytes'

/** Longer than a phone is wide. */
const LONG_NAME = 'Spring news of every home that came on the market north of the lake this month'

const steps = (page: Page) => page.getByRole('region', { name: 'Getting started' })

test('the dashboard shows campaigns and alerts, marks steps from stored data, and differs by role', async ({
  page,
}) => {
  const agency = await makeAgency({ plan: 'trial', status: 'trialing', allowance: 100, left: 20 })
  await signInAs(page, agency)
  await page.goto('/dashboard')
  await expect(steps(page).getByText('0 of 7 done')).toBeVisible()
  await steps(page).getByRole('button', { name: 'Dismiss: Import your own sales data' }).click()
  await expect(steps(page).getByText('0 of 6 done')).toBeVisible()
  await page.reload()
  await expect(steps(page).getByText('Import your own sales data')).toHaveCount(0)
  await expect(page.getByText('Nothing created yet')).toBeVisible()
  await expect(page.getByText('Nothing scheduled')).toBeVisible()
  await expectAccessibleInBothThemes(page)

  const { workspaceId, userId } = agency
  await withDatabase(async (sql) => {
    const of = {
      workspace_id: workspaceId,
      created_by: userId,
      list_name: 'Buyers',
      subject: 'Hi',
      body: 'Hi',
    }
    const planned = { ...of, id: randomUUID(), name: LONG_NAME, status: 'scheduled', quoted_credits: 30 }
    await sql`insert into campaigns ${sql({ ...planned, recipients: 95, scheduled_at: new Date(Date.now() + 3 * 86_400_000) })}`
    const refused = { ...of, id: randomUUID(), name: 'Winter news', status: 'refused' }
    await sql`insert into campaigns ${sql({ ...refused, failure: 'You didn’t have enough credits.' })}`
  })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  await expect(steps(page).getByText('1 of 6 done')).toBeVisible()
  await expect(page.getByText('“Winter news” wasn’t sent')).toBeVisible()
  const ahead = page.getByRole('region', { name: 'Coming up' })
  await expect(ahead.getByRole('link', { name: /Spring news.*in 3 days.*95 people/ })).toBeVisible()
  await expect(ahead.getByText(/needs 30 credits, but you have 20 credits left/)).toBeVisible()
  await expectFitsAPhone(page)
  await expectAccessibleInBothThemes(page)

  await signInAs(page, await addMember(agency, 'member'))
  await page.reload()
  await expect(steps(page).getByText('1 of 3 done')).toBeVisible()
  await expect(steps(page).getByText('Choose a plan')).toHaveCount(0)

  // A section that fails to load says so, and the others stay.
  await withDatabase((sql) => sql`delete from subscriptions where workspace_id = ${workspaceId}`)
  await page.reload()
  await expect(page.getByText('Couldn’t load the balance')).toBeVisible()
  await expect(steps(page)).toBeVisible()
})

test('the first page after signing in stays within the JavaScript budget', async ({ page }) => {
  await signInAs(page, await makeAgency())
  const scripts = countScripts(page)
  await page.goto('/dashboard')
  await expect(steps(page)).toBeVisible()
  await page.waitForLoadState('networkidle')
  const atLoad = await scripts.bytes()
  expect(atLoad, `${atLoad} bytes of script at load`).toBeLessThan(MOST_SCRIPT_BYTES)
  expect(atLoad).toBeGreaterThan(50_000)
})
