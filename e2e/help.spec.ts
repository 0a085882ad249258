import { expect, test } from '@playwright/test'
import { makeAgency, signInAs, withDatabase } from './agency'

test('R26, R5: help about credits shows the rate card in force and the plan of this workspace', async ({
  page,
}) => {
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
