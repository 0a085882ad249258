import { expect, test } from '@playwright/test'
import { expectFits } from '../support/accessible'
import { addMember, makeAgency, signInAs, withDatabase } from '../support/agency'
import { press } from '../support/keyboard'

test('R26, R5: credits help shows the current rate card and the plan of the workspace', async ({ page }) => {
  await signInAs(page, await makeAgency({ plan: 'starter', allowance: 500, left: 480 }))
  await page.goto('/help/credits')
  await expect(page.getByText('20 of 500 used, 480 left').first()).toBeVisible()
  const prices = await withDatabase(
    (sql) => sql`select credits, per from rate_card_prices where version = (
      select version from rate_cards where effective_at <= now() order by effective_at desc, version desc limit 1)`,
  )
  expect(prices.length).toBe(7)
  for (const { credits, per } of prices) {
    await expect(
      page
        .getByRole('cell', { name: new RegExp(`^${credits} credits?${per > 1 ? ` for every ${per}` : '$'}`) })
        .first(),
    ).toBeVisible()
  }
})

test('R5, R7: feed help shows the current cost of a post and who can connect a CRM, and is linked from the feed', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  await page.goto('/workspace-settings?tab=feeds')
  await press(page, page.getByRole('link', { name: 'How it works' }))
  await expect(page.getByRole('heading', { name: 'How to connect a CRM', level: 1 })).toBeVisible()
  const [price] = await withDatabase(
    (sql) => sql`select credits from rate_card_prices where action = 'feed.post' and version = (
      select version from rate_cards where effective_at <= now() order by effective_at desc, version desc limit 1)`,
  )
  await expect(page.getByText(`for ${price?.credits} credits. You’re charged once`)).toBeVisible()
  await expect(page.getByRole('row', { name: /^410 The CRM is disconnected/ })).toBeVisible()
  await expectFits(page)
  await press(page, page.getByRole('link', { name: 'Connect a CRM' }))
  await press(page, page.getByRole('link', { name: 'How it works' }))
  await expect(page.getByText('Only an owner or admin can connect a CRM.')).toHaveCount(0)

  await page.context().clearCookies()
  await signInAs(page, await addMember(agency, 'member'))
  await page.goto('/help/property-feed')
  await expect(page.getByText('Only an owner or admin can connect a CRM.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Connect a CRM' })).toHaveCount(0)
})
