import { expect, type Page } from '@playwright/test'

/** The views of the billing page. */
export const OVERVIEW = '/workspace-settings?tab=billing'
export const USAGE = `${OVERVIEW}&view=usage`
export const STATEMENT = `${OVERVIEW}&view=statement`
export const PLANS = `${OVERVIEW}&view=plans`
export const PAYMENT = `${OVERVIEW}&view=payment`

export const statementTable = (page: Page) => page.getByRole('table', { name: 'Statement, newest first' })

/** Opens a view and waits until all its parts have loaded and it is interactive. */
export async function openView(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.getByRole('navigation', { name: 'Plan and billing' })).toBeVisible()
  await expect(page.getByText(/^(Loading|Comparing) /)).toHaveCount(0)
  await page.waitForLoadState('networkidle')
}

/** Fills in Stripe's checkout page and pays. */
export async function payByCard(page: Page, card = '4242 4242 4242 4242'): Promise<void> {
  await page.getByLabel('Card number').fill(card)
  await page.getByLabel('Expiration').fill('12 / 34')
  await page.getByLabel('CVC').fill('123')
  await page.getByLabel('Cardholder name').fill('Terry Tester')
  await page.getByLabel('Postal code').fill('98101')
  await page.getByRole('button', { name: /^(Pay|Subscribe|Save)/ }).click()
}
