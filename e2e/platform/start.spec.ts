import { expect, test } from '@playwright/test'
import postgres from 'postgres'
import { product } from '../support/product'

test('R37: npm start runs the app, its database, its inbox and the Stripe emulator', async ({
  page,
  request,
}) => {
  await page.goto('/')
  await expect(page).toHaveTitle(/Market Trak/)

  const { databaseUrl, mailUrl, stripeUrl } = product()
  const sql = postgres(databaseUrl, { max: 1 })
  const [row] = await sql`select current_setting('server_version_num')::int >= 180000 as modern`
  await sql.end({ timeout: 5 })
  expect(row?.modern).toBe(true)

  await page.goto(mailUrl)
  await expect(page.getByRole('searchbox', { name: 'Recipient' })).toBeVisible()
  expect((await request.get(`${mailUrl}/api/messages`)).ok()).toBe(true)
  // Without a key the emulator returns 401 like Stripe, which shows that it is running.
  expect((await request.get(`${stripeUrl}/v1/customers`)).status()).toBe(401)
})
