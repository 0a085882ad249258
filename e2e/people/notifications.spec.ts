import { expect, test } from '@playwright/test'
import { expectAccessible, expectAccessibleInBothThemes, expectFits } from '../support/accessible'
import { addMember, makeAgency, signInAs, withDatabase } from '../support/agency'
import { expectBrokenLinkExplained } from '../support/emailed-link'
import { press } from '../support/keyboard'
import { product } from '../support/product'

test('R31, R32: a warning arrives once in the app and by email, links to the next step, and can be turned off', async ({
  page,
  request,
}) => {
  const agency = await makeAgency({ left: 215 })
  await signInAs(page, agency)
  await page.goto('/reports/new')
  await page.getByLabel('Area (zip code)').fill('98103')
  await page.getByRole('option', { name: /98103/ }).click()
  await expect(page.getByText(/Based on \d+ sales/)).toBeVisible()
  await page.getByRole('button', { name: 'Create report' }).click()
  await expect(page).toHaveURL(/\/reports\/[0-9a-f-]{36}/)
  // 195 of 2,000 is below a tenth. The bell updates without a reload.
  await page.getByRole('link', { name: 'Notifications, 1 unread' }).first().click()
  await expect(page.getByRole('heading', { name: /195 credits left/ })).toBeVisible()
  await expect(page.getByText(/Use fewer credits until/)).toBeVisible()
  await expectAccessibleInBothThemes(page)
  const email = await withDatabase(
    async (sql) => (await sql`select email from users where id = ${agency.userId}`)[0]?.email as string,
  )
  const inbox = `${product().mailUrl}/api/messages?${new URLSearchParams({ to: email })}`
  await expect.poll(async () => (await (await request.get(inbox)).json()).length).toBe(1)

  await page.getByRole('button', { name: /Mark as read/ }).click()
  await expect(page.getByRole('link', { name: 'Notifications, none unread' }).first()).toBeVisible()

  const text = JSON.stringify(await (await request.get(inbox)).json())
  const link = /http[^\s"\\<>]*\/unsubscribe\?token=[\w.-]+/.exec(text)?.[0] ?? ''
  await page.context().clearCookies()
  await expectBrokenLinkExplained(page, link)
  await page.goto(link)
  await expectFits(page)
  await press(page, page.getByRole('button', { name: 'Unsubscribe' }))
  await expect(page.getByText(/You’re unsubscribed from/)).toBeVisible()
  await expectFits(page)

  await signInAs(page, agency)
  await page.goto('/workspace-settings?tab=notifications')
  await expect(page.getByRole('checkbox', { name: 'Low credits: Email' })).not.toBeChecked()
  await page.getByRole('checkbox', { name: 'Low credits: In app' }).uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expectAccessible(page)
})

test('R31: a member requests credits with one click, and the owner can buy them with one', async ({
  page,
  browser,
}) => {
  const agency = await makeAgency({ left: 100 })
  const member = await addMember(agency, 'member')
  await signInAs(page, member)
  await page.goto('/workspace-settings?tab=billing')
  await page.getByRole('button', { name: 'Ask an admin for credits' }).click()
  await expect(page.getByText(/We notified your admins\./)).toBeVisible()
  await page.getByRole('button', { name: 'Ask an admin for credits' }).click()
  await expect(page.getByText(/You already asked today/)).toBeVisible()

  const owner = await (await browser.newContext()).newPage()
  await signInAs(owner, agency)
  await owner.goto(`${product().url}/notifications`)
  await expect(owner.getByRole('heading', { name: /requested credits/ })).toBeVisible()
  await owner.getByRole('link', { name: 'Buy credits' }).click()
  await expect(owner).toHaveURL(/view=plans#packs/)
})

test('R49: a member adds and removes an alert level of their own, and opens the usage digest', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 1_500 })
  const member = await addMember(agency, 'member')
  await signInAs(page, member)
  await page.goto('/workspace-settings?tab=notifications')
  await page.getByLabel('Alert me below').fill('100')
  await page.getByRole('button', { name: 'Add alert level' }).click()
  await expect(page.getByText('Enter a percentage from 1 to 99.')).toBeVisible()
  await page.getByLabel('Alert me below').fill('25')
  await page.getByRole('button', { name: 'Add alert level' }).click()
  await expect(page.getByText('Below 25% of the cycle’s credits')).toBeVisible()
  await expect(page.getByText('In app and email')).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFits(page)
  await page.getByRole('button', { name: 'Remove alert level: 25% of the cycle’s credits' }).click()
  await expect(page.getByText('Below 25% of the cycle’s credits')).toBeHidden()

  await page.getByRole('link', { name: 'Preview digest' }).click()
  await expect(page.getByRole('heading', { name: 'Usage digest' })).toBeVisible()
  await expect(page.getByText('No digest yet')).toBeVisible()
  await expectAccessible(page)
})
