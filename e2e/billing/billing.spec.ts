import { expect, test } from '@playwright/test'
import { expectAccessible, expectFits } from '../support/accessible'
import { ledgerOf, makeAgency, signInAs, withDatabase } from '../support/agency'
import { OVERVIEW, openView } from '../support/billing-views'
import { tabTo } from '../support/keyboard'

test('R5: the rule of a cost opens beside it, by keyboard, without moving anything', async ({ page }) => {
  await signInAs(page, await makeAgency())
  await page.goto('/images/new')
  const button = page.getByRole('button', { name: 'How this cost is calculated' }).first()
  const create = page.getByRole('button', { name: 'Create image' })
  await tabTo(page, button)
  const before = await create.boundingBox()
  await page.keyboard.press('Enter')
  await expect(page.getByText('20 credits per image')).toBeVisible()
  await expect(page.getByText(/^Rate card \d+, effective since/)).toBeVisible()
  expect(await create.boundingBox()).toEqual(before)
  await expectFits(page)
  await page.keyboard.press('Escape')
  await expect(page.getByText('20 credits per image')).toBeHidden()
  await expect(button).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/help\/credits#help-rates$/)
})

test('R22, R27: the whole purchase by keyboard alone', async ({ page }) => {
  const agency = await makeAgency({ allowance: 1_000, left: 100 })
  await signInAs(page, agency)
  await page.goto('/dashboard')
  await tabTo(page, page.getByRole('button', { name: /^Profile of Terry Tester/ }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu', { name: 'Profile' })).toBeVisible()
  await page.keyboard.press('Home')
  await expect(page.getByRole('menuitem', { name: 'Buy credits' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/view=plans#packs/)
  const buy = page.getByRole('button', { name: 'Buy 100 credits for $15' })
  await expect(buy).toBeVisible()
  await tabTo(page, buy)
  await page.keyboard.press('Enter')

  await page.waitForURL(/\/c\/pay\//)
  for (const [label, text] of [
    ['Card number', '4242424242424242'],
    ['Expiration', '1234'],
    ['CVC', '123'],
    ['Cardholder name', 'Terry Tester'],
    ['Postal code', '98101'],
  ] as const) {
    await tabTo(page, page.getByLabel(label))
    await page.keyboard.type(text)
  }
  await tabTo(page, page.getByRole('button', { name: /^Pay/ }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/[?]tab=billing/)
  await expect(page.getByText('100 credits were added to your balance.')).toBeVisible()
  expect(await ledgerOf(agency.workspaceId)).toEqual({ left: 200, amounts: [100, 100] })
})

const states = [
  {
    name: 'R4, R23: trial',
    wanted: { plan: 'trial', status: 'trialing', allowance: 100, left: 90 },
    menu: 'Plan and credits',
    says: /^Trial ends/,
    colorScheme: 'light',
  },
  {
    name: 'R3: monthly limits',
    wanted: { plan: 'agency', allowance: 0, left: 0 },
    menu: 'Plan and limits',
    says: '0 of 5,000 used, 5,000 left',
    colorScheme: 'dark',
  },
  {
    name: 'R19: payment past due',
    wanted: { allowance: 2_000, left: 1_500 },
    become: { status: 'past_due' },
    menu: 'Plan and credits',
    says: /Your last payment didn’t go through/,
    colorScheme: 'dark',
  },
  {
    name: 'R19: canceled',
    wanted: { allowance: 2_000, left: 1_500 },
    become: { status: 'canceled', ended: true },
    menu: 'Subscribe to get credits',
    says: /Your plan has ended/,
    colorScheme: 'light',
  },
] as const

for (const state of states) {
  test(`the menu and the billing page: ${state.name}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: state.colorScheme })
    const agency = await makeAgency(state.wanted)
    if ('become' in state) await become(agency.workspaceId, state.become)
    await signInAs(page, agency)
    await openView(page, OVERVIEW)
    await expect(page.getByRole('main').getByText(state.says).first()).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: /^Profile of Terry Tester/ }).click()
    await expect(page.getByRole('menuitem').first()).toHaveText(state.menu)
    await expect(page.getByRole('region', { name: 'Profile' }).getByText(state.says).first()).toBeVisible()
    const meters = await page.getByRole('region', { name: 'Profile' }).getByRole('meter').count()
    expect(meters).toBe(state.wanted.allowance === 0 ? 3 : 1)
  })
}

async function become(
  workspaceId: number,
  { status, ended }: { status: string; ended?: boolean },
): Promise<void> {
  await withDatabase(async (sql) => {
    await sql`update subscriptions set status = ${status} where workspace_id = ${workspaceId}`
    if (ended) {
      await sql`update credit_accounts set spend_until = now() - interval '1 day', funded_until = now() - interval '1 day'
        where workspace_id = ${workspaceId}`
    }
  })
}
