import { expect, type Page, test } from '@playwright/test'
import { type Agency, signInAs } from '../support/agency'
import { OVERVIEW, PAYMENT, PLANS, STATEMENT, USAGE } from '../support/billing-views'
import { keepPicture, looks, takeOn } from './picture'
import { agencyIn, states } from './states'

/** The other views, and plans and packs over the overview, in the states in which they differ. */
const VIEWS = {
  usage: USAGE,
  statement: STATEMENT,
  plans: PLANS,
  payment: PAYMENT,
  sheet: `${OVERVIEW}&sheet=packs`,
}
const SHOWN_IN = ['orange', 'red', 'trial', 'member', 'overdue', 'cancelled', 'limits']

for (const [name, state] of Object.entries(states)) {
  test(`profile menu and billing page: ${name}`, async ({ page }) => {
    const agency = await agencyIn(state)
    await signInAs(page, agency)
    for (const look of looks) {
      await takeOn(page, look)
      await menu(page)
      await keepPicture(page, `menu-${name}`, look, false)
      if (name === 'failed') continue
      await open(page, OVERVIEW)
      await keepPicture(page, `billing-${name}`, look)
      for (const [view, address] of SHOWN_IN.includes(name) ? Object.entries(VIEWS) : []) {
        await open(page, address)
        if (view === 'sheet') await expect(page.getByRole('dialog')).toBeVisible()
        await keepPicture(page, `billing-${view}-${name}`, look, view !== 'sheet')
      }
    }
  })
}

test('the other pages about credits', async ({ page }) => {
  const agency: Agency = await agencyIn(states.orange ?? { wanted: {} })
  await signInAs(page, agency)
  for (const look of looks) {
    await takeOn(page, look)
    for (const [name, address] of [
      ['dashboard', '/dashboard'],
      ['help', '/help/credits'],
      ['nothing-matches', `${STATEMENT}&from=2020-01-01&to=2020-01-02`],
      ['report-cost', '/reports/new'],
    ] as const) {
      await open(page, address)
      await keepPicture(page, name, look)
    }
  }
})

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  // A sheet hides the page behind it.
  await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('dialog')).first()).toBeVisible()
  await expect(page.getByText(/^Loading/)).toHaveCount(0)
}

async function menu(page: Page): Promise<void> {
  await page.goto('/workspace-settings')
  const profile = page.getByRole('button', { name: /^Profile of Terry Tester/ })
  await expect(profile).not.toHaveAccessibleName(/loading/)
  await profile.click()
  await expect(page.getByRole('menu')).toBeVisible()
}
