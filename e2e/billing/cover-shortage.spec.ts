import { expect, test } from '@playwright/test'
import { expectAccessibleInBothThemes, expectFits, expectFitsAPhone } from '../support/accessible'
import { ledgerOf, makeAgency, signInAs } from '../support/agency'
import { OVERVIEW, PAYMENT, PLANS, payByCard } from '../support/billing-views'
import { giveHistory } from '../support/long-history'

test('R16, R24: packs and upgrade are compared side by side, and the packs are bought together', async ({
  page,
}) => {
  const agency = await makeAgency({ plan: 'trial', status: 'trialing', allowance: 100, left: 10 })
  await signInAs(page, agency)
  await page.goto(PLANS)
  await page.getByRole('button', { name: /^Subscribe to Starter for \$49/ }).click()
  await payByCard(page)
  await page.waitForURL(/[?]tab=billing/)
  await expect(page.getByText('You’re subscribed')).toBeVisible()
  // Some 40 credits a day for a month with 500.
  await giveHistory(agency, 20)

  await page.goto(PLANS)
  const card = page.getByRole('region', { name: 'Forecast' })
  await expect(card.getByText(/^You’d be about [\d,]+ credits short\.$/)).toBeVisible()
  const upgrade = card.getByRole('listitem').filter({ hasText: 'Upgrade to Growth' })
  await expect(upgrade.getByText(/^\$[\d.]+ today$/)).toBeVisible()
  await expect(upgrade.getByText('Then $149 a month for 2,000 credits a month')).toBeVisible()
  const buy = card.getByRole('button', { name: /^Buy for \$[\d,]+: .*pack/ })
  await expect(buy).toBeVisible()
  await expect(card.getByText(/would expire unused/).first()).toBeVisible()
  await expectFits(page)
  await expectFitsAPhone(page)
  await expectAccessibleInBothThemes(page, { within: '[aria-labelledby=forecast-title]' })

  // The overview recommends one of them, the cheaper one, with the same price.
  const packPrice = Number(/\$([\d,.]+)/.exec((await buy.textContent()) ?? '')?.[1]?.replace(',', ''))
  const upgradePrice = Number(
    /\$([\d,.]+) today/.exec((await upgrade.textContent()) ?? '')?.[1]?.replace(',', ''),
  )
  await page.goto(OVERVIEW)
  const advice = page.getByRole('region', { name: 'Recommendation' })
  await expect(advice.getByRole('button')).toHaveCount(1)
  await expect(advice.getByRole('button')).toHaveAccessibleName(
    packPrice <= upgradePrice ? /^Buy for \$/ : /^Upgrade to Growth/,
  )
  await page.goto(PLANS)

  await upgrade.getByRole('button', { name: 'Upgrade to Growth, monthly' }).click()
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Pay \$[\d.]+ and / })).toBeVisible()
  await page.keyboard.press('Escape')

  const { left } = await ledgerOf(agency.workspaceId)
  const price = /\$([\d,]+)/.exec((await buy.textContent()) ?? '')?.[1]
  await buy.click()
  await expect(page.getByRole('button', { name: new RegExp(`^Pay \\$${price}`) })).toBeVisible()
  await payByCard(page)
  await page.waitForURL(/[?]tab=billing/)
  await expect(page.getByText(/^[\d,]+ credits were added to your balance\.$/)).toBeVisible()
  const bought = (await ledgerOf(agency.workspaceId)).left - left
  expect(bought).toBeGreaterThan(0)
  expect(bought % 100).toBe(0)
  await page.goto(PAYMENT)
  await expect(page.getByRole('region', { name: 'Payment and invoices' })).toContainText(
    `${bought.toLocaleString('en-US')} extra credits`,
  )
  await page.goto(PLANS)
  await expect(page.getByRole('heading', { name: 'Plans', exact: true })).toBeVisible()
  await expect(page.getByText(/^You’d be about/)).toBeHidden()
  await page.goto(OVERVIEW)
  await expect(page.getByRole('region', { name: 'Recommendation' })).toContainText('Nothing to do')
})
