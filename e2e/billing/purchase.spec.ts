import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible'
import { addMember, ledgerOf, makeAgency, signInAs, withDatabase } from '../support/agency'
import { OVERVIEW, PAYMENT, PLANS, payByCard, STATEMENT, USAGE } from '../support/billing-views'
import { product } from '../support/product'

const chooseSmallPack = (page: Page) => page.getByRole('button', { name: 'Buy 100 credits for $15' }).click()

test('R20, R22, R27: creating a report turns the bar red, and a pack that is bought is credited on return', async ({
  page,
}) => {
  const agency = await makeAgency({ allowance: 100, left: 40 })
  await signInAs(page, agency)
  await page.goto('/reports/new')
  await page.getByLabel('Area (zip code)').fill('98103')
  await page.getByRole('option', { name: /98103/ }).click()
  await page.getByRole('button', { name: 'Create report' }).click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  await expect.poll(async () => (await ledgerOf(agency.workspaceId)).amounts).toEqual([40, -20])

  await page.goto(STATEMENT)
  const statement = page.getByRole('table', { name: 'Statement, newest first' })
  const row = statement.getByRole('row', { name: /Report .*98103/ })
  await expect(row.getByRole('link')).toHaveAttribute('href', /\/reports\/[0-9a-f-]{36}/)
  await expect(row).toContainText('20')
  await page.getByRole('button', { name: /^Profile of Terry Tester/ }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expect(page.getByRole('meter', { name: 'Credits used' }).last()).toHaveAttribute(
    'aria-valuetext',
    /80 of 100 used, 20 left/,
  )
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()

  await page.goto(PLANS)
  await chooseSmallPack(page)
  await payByCard(page)
  await page.waitForURL(/[?]tab=billing/)
  const notice = page.getByText('100 credits were added to your balance.')
  await expect(notice).toBeVisible()
  // The notice is removed from the URL, so a reload or bookmark opens the plain page.
  await expect(page).toHaveURL(/\?tab=billing$/)
  await expect(notice).toBeVisible()
  await page.reload()
  await expect(page.getByText('120 left').first()).toBeVisible()
  await expect(notice).toBeHidden()
  await page.goto(STATEMENT)
  await expect(page.getByRole('row', { name: /Pack: 100 credits/ })).toContainText('+100')
  expect(await ledgerOf(agency.workspaceId)).toEqual({ left: 120, amounts: [40, -20, 100] })
})

test('R22: Buy credits is in the profile menu when the bar is red, and only then', async ({ page }) => {
  const red = await makeAgency({ allowance: 1_000, left: 199 })
  await signInAs(page, red)
  await page.goto('/dashboard')
  await page.getByRole('button', { name: /^Profile of Terry Tester/ }).click()
  await expect(page.getByRole('menu').getByText('Buy credits')).toBeVisible()

  const orange = await makeAgency({ allowance: 1_000, left: 200 })
  await signInAs(page, orange)
  await page.goto('/dashboard')
  await page.getByRole('button', { name: /^Profile of Terry Tester/ }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expect(page.getByRole('menu').getByText('Buy credits')).toBeHidden()
})

test('R27: when the tab is closed after paying, the webhook adds the credits', async ({ page, request }) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto(PLANS)
  await chooseSmallPack(page)
  await page.waitForURL(/\/c\/pay\//)
  // Pays without following the redirect, as a closed tab does.
  const paid = await request.post(page.url(), {
    maxRedirects: 0,
    form: {
      email: 'terry@agency.test',
      cardNumber: '4242424242424242',
      cardExpiry: '12 / 34',
      cardCvc: '123',
      cardholderName: 'Terry Tester',
      country: 'US',
      postalCode: '98101',
    },
  })
  expect(paid.status()).toBe(303)
  await page.close()
  await expect.poll(async () => (await ledgerOf(agency.workspaceId)).left).toBe(2_100)
})

test('R27: a declined card charges nothing, and the same page accepts another card', async ({ page }) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto(PLANS)
  await chooseSmallPack(page)
  await payByCard(page, '4000 0000 0000 0002')
  await expect(page.getByRole('alert')).toContainText('declined')
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000])
  await payByCard(page)
  await page.waitForURL(/[?]tab=billing/)
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, 100])
})

test('R23, R28: on a trial the button links to plans, and subscribing adds the allowance of the plan', async ({
  page,
}) => {
  const agency = await makeAgency({ plan: 'trial', status: 'trialing', allowance: 100, left: 10 })
  await signInAs(page, agency)
  await page.goto('/dashboard')
  await page.getByRole('button', { name: /^Profile of Terry Tester/ }).click()
  await page
    .getByRole('menu')
    .getByText(/^Subscribe/)
    .click()
  await expect(page).toHaveURL(/view=plans#plans$/)
  // Opened at an anchor, the page's own links to it do not repeat it.
  await page.reload()
  await page.getByRole('link', { name: 'Subscribe first' }).first().click()
  await expect(page).toHaveURL(/view=plans#plans$/)
  expect(page.url().match(/#/g)).toHaveLength(1)
  await expect(page.getByText('Your 10 unused trial credits won’t carry over')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Buy 100 credits/ })).toBeHidden()
  await page.getByRole('button', { name: /^Subscribe to Starter for \$49/ }).click()
  await expect(page.getByText('Unused trial credits do not carry over.')).toBeVisible()
  await payByCard(page)
  await page.waitForURL(/[?]tab=billing/)
  await expect(page.getByText('You’re subscribed')).toBeVisible()
  expect((await ledgerOf(agency.workspaceId)).left).toBe(500)
})

test('R31: a member sees the balance but cannot buy credits', async ({ page }) => {
  const agency = await makeAgency({ role: 'member', allowance: 1_000, left: 5 })
  await signInAs(page, agency)
  await page.goto(OVERVIEW)
  await expect(page.getByText('995 of 1,000 used, 5 left').first()).toBeVisible()
  for (const address of [OVERVIEW, PLANS]) {
    await page.goto(address)
    await expect(page.getByRole('button', { name: 'Ask an admin for credits' })).toBeVisible()
    await expect(page.getByRole('button', { name: /^(Buy|Subscribe)/ })).toHaveCount(0)
  }
})

test('R31: an admin can buy credits, see payments and plans, but cannot manage spending limits', async ({
  page,
}) => {
  const agency = await makeAgency({ allowance: 1_000, left: 5 })
  await signInAs(page, await addMember(agency, 'admin'))
  await page.goto(PLANS)
  await expect(page.getByRole('button', { name: /^Subscribe to Scale/ })).toBeVisible()
  await page.goto(PAYMENT)
  await expect(page.getByText('No invoices yet')).toBeVisible()
  await page.goto(PLANS)
  await page.getByRole('button', { name: 'Buy 100 credits for $15' }).click()
  await payByCard(page)
  await page.waitForURL(/[?]tab=billing/)
  await expect(page.getByText('100 credits were added to your balance.')).toBeVisible()
  expect(await ledgerOf(agency.workspaceId)).toEqual({ left: 105, amounts: [5, 100] })

  await page.goto(PAYMENT)
  await expect(page.getByRole('region', { name: 'Payment and invoices' })).toContainText('$15')
  await expectAccessible(page)
  await page.goto(USAGE)
  await expect(page.getByRole('region', { name: 'Credit usage' })).toBeVisible()
  const limits = page.getByRole('textbox', { name: /^Spending limit for/ })
  await expect(limits).toHaveCount(0)
  await expectAccessible(page)
  await signInAs(page, agency)
  await page.reload()
  await expect(limits.first()).toBeVisible()
})

test('R8, R29: a forged price in the form is rejected and starts no purchase', async ({ page }) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto(PLANS)
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Buy 100 credits for $15' }) })
  // Forged and sent in one step: a re-render in between would restore the real price.
  await form.evaluate((element: HTMLFormElement) => {
    const price = element.elements.namedItem('quotedPriceCents') as HTMLInputElement
    price.value = '1'
    element.requestSubmit(element.querySelector<HTMLButtonElement>('button[type=submit]'))
  })
  await expect(page.getByText(/price changed while this page was open/)).toBeVisible()
  const count = await withDatabase(
    (sql) => sql`select count(*)::int as n from purchases where workspace_id = ${agency.workspaceId}`,
  )
  expect(count[0]?.n).toBe(0)
})

test('an unsigned webhook and an unknown session id are rejected', async ({ page, request }) => {
  const answer = await request.post(`${product().url}/api/stripe/webhook`, {
    data: { id: 'evt_forged', type: 'checkout.session.completed' },
  })
  expect(answer.status()).toBe(400)
  await signInAs(page, await makeAgency())
  await page.goto('/checkout/return?session_id=cs_test_unknown')
  await expect(page.getByText('Checkout not found')).toBeVisible()
})
