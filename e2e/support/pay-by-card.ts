import type { Page } from '@playwright/test'

/** Fills in Stripe's checkout page and pays. */
export async function payByCard(page: Page, card = '4242 4242 4242 4242'): Promise<void> {
  await page.getByLabel('Card number').fill(card)
  await page.getByLabel('Expiration').fill('12 / 34')
  await page.getByLabel('CVC').fill('123')
  await page.getByLabel('Cardholder name').fill('Terry Tester')
  await page.getByLabel('Postal code').fill('98101')
  await page.getByRole('button', { name: /^(Pay|Subscribe|Save)/ }).click()
}
