import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { windowLimits } from '@/lib/rate-limits/limits'
import { expectAccessible } from '../support/accessible'
import { makeAgency, signInAs, withDatabase } from '../support/agency'
import { emailedLink } from '../support/emailed-link'
import { press } from '../support/keyboard'
import { product } from '../support/product'

const newAddress = () => `${randomUUID()}@newcomer.test`

async function requestLink(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email address').fill(email)
  await page.getByRole('button', { name: 'Email me a link' }).click()
}

const CONFIRM_LINK = /http[^\s"\\]*\/sign-in\/confirm\?[^\s"\\]*/

test('R34: a new person signs in by link, names a workspace, and gets a trial', async ({ page, request }) => {
  const email = newAddress()
  await page.goto('/sign-in')
  await requestLink(page, email.toUpperCase())
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()

  await page.goto(await emailedLink(request, email, CONFIRM_LINK))
  await expect(page.getByText(email)).toBeVisible()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/welcome/)
  await expectAccessible(page)

  await page.getByLabel('Agency name').fill('Seaside & Sons')
  await page.getByRole('button', { name: 'Start free trial' }).click()
  await expect(page).toHaveURL(/\/dashboard/)
  await expect(page.getByText('Seaside & Sons').first()).toBeVisible()
  await expect(page.getByText('0 of 100 used, 100 left').first()).toBeVisible()

  const stored = await withDatabase(
    (sql) => sql`select m.role, w.name, s.status from users u
      join members m on m.user_id = u.id join workspaces w on w.id = m.workspace_id
      join subscriptions s on s.workspace_id = w.id where u.email = ${email}`,
  )
  expect(stored.map((row) => ({ ...row }))).toEqual([
    { role: 'owner', name: 'Seaside & Sons', status: 'trialing' },
  ])
})

test('R34: email scanners don’t use up the link, and the button works once, on any device', async ({
  page,
  request,
  browser,
}) => {
  const email = newAddress()
  await page.goto('/sign-in')
  await requestLink(page, email)
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  const link = await emailedLink(request, email, CONFIRM_LINK)
  // As email scanners do, including the callback behind the page.
  await request.get(link)
  const callback = `${product().url}/api/auth/callback/email?${new URL(link).searchParams}`
  const followed = await request.get(callback)
  expect(new URL(followed.url()).pathname).toBe('/sign-in/confirm')
  await page.goto(callback)
  await expect(page.getByText('You’re signing in as')).toBeVisible()

  const phone = await (await browser.newContext()).newPage()
  await phone.goto(link)
  await expectAccessible(phone)
  await phone.getByRole('button', { name: 'Sign in' }).click()
  await expect(phone).toHaveURL(/\/welcome/)

  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'already used' })).toBeVisible()
})

test('R42: sign-in emails to one mailbox are limited, and the page says when to try again', async ({
  page,
}) => {
  const email = newAddress()
  for (let i = 0; i < windowLimits['sign-in-email.address'].most; i++) {
    await page.goto('/sign-in')
    await requestLink(page, email)
    await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  }
  await page.goto('/sign-in')
  await requestLink(page, email)
  await expect(page.getByText(/Use the newest one in your inbox, or try again in \d+ minutes?/)).toBeVisible()
})

test('signing in returns to the requested page, and signing out ends the session', async ({ page }) => {
  await page.goto('/sign-in?callbackUrl=/workspace-settings')
  await page.getByRole('button', { name: /Adam Ng/ }).click()
  await expect(page).toHaveURL(/\/workspace-settings/)
  const cookies = await page.context().cookies()

  await page.getByRole('button', { name: /Adam Ng/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  // The old cookie no longer works: the session is deleted on the server, not only in the browser.
  await page.context().addCookies(cookies)
  await page.goto('/dashboard')
  await expect(page).toHaveURL(/\/sign-in/)
})

for (const callbackUrl of ['https://evil.test/', '//evil.test/', '/\\evil.test', 'javascript:alert(1)']) {
  test(`signing in never redirects to another site: callbackUrl=${callbackUrl}`, async ({ page }) => {
    await page.goto(`/sign-in?${new URLSearchParams({ callbackUrl })}`)
    await page.getByRole('button', { name: /Theo Park/ }).click()
    await expect(page).toHaveURL(`${product().url}/dashboard`)
  })
}

test('the demo sign-in only works for demo users', async ({ request }) => {
  const signIn = (form: Record<string, string>) => request.post('/sign-in/demo', { form, maxRedirects: 0 })
  expect((await signIn({ email: 'someone@else.test' })).status()).toBe(404)
  expect((await signIn({})).status()).toBe(404)
  const response = await signIn({ email: 'olivia@harbourhill.test', callbackUrl: 'https://evil.test/' })
  expect(response.status()).toBe(303)
  const target = new URL(response.headers().location ?? '')
  expect(target.href).toBe(`${product().url}/dashboard`)
})

test('R36: in the demo, one click signs in as the operator, by keyboard, and opens the console', async ({
  page,
}) => {
  await page.goto('/sign-in?callbackUrl=/dashboard')
  await press(page, page.getByRole('button', { name: /Olu Operator/ }))
  await expect(page).toHaveURL(`${product().url}/admin/workspaces`)
  await expect(page.getByRole('heading', { level: 1, name: 'Workspaces' })).toBeVisible()

  // Other entry pages redirect there too: operators don’t need a workspace.
  await page.goto('/')
  await expect(page).toHaveURL(`${product().url}/admin/workspaces`)
  await page.getByRole('link', { name: 'Create a workspace' }).click()
  await expect(page.getByLabel('Agency name')).toBeVisible()
  await page.getByRole('link', { name: 'Back to the console' }).click()
  await expect(page).toHaveURL(`${product().url}/admin/workspaces`)
})

test('R36: an operator without a workspace who signs in by email is taken to the console', async ({
  page,
  request,
}) => {
  await page.goto('/sign-in')
  await requestLink(page, 'operator@markettrak.test')
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  await page.goto(await emailedLink(request, 'operator@markettrak.test', CONFIRM_LINK))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`${product().url}/admin/workspaces`)
})

test('a link with a tampered callbackUrl still redirects to our site', async ({ page, request }) => {
  const email = newAddress()
  await page.goto('/sign-in')
  await requestLink(page, email)
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  const link = new URL(await emailedLink(request, email, CONFIRM_LINK))
  link.searchParams.set('callbackUrl', 'https://evil.test/')
  await page.goto(link.href)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(new RegExp(`^${product().url}/welcome`))
})

test('R34: a person changes their email address, and undoes it from the old one', async ({
  page,
  request,
  browser,
}) => {
  const agency = await makeAgency()
  const [before] = await withDatabase((sql) => sql`select email from users where id = ${agency.userId}`)
  const [oldEmail, email] = [String(before?.email), newAddress()]
  await signInAs(page, agency)
  await page.goto('/profile')
  await page.getByLabel('New email address').fill(email)
  await page.getByRole('button', { name: 'Change email address' }).click()
  await expect(page.getByText(`Confirm ${email}`)).toBeVisible()
  await expectAccessible(page)

  const confirmLink = await emailedLink(request, email, /http[^\s"\\]*\/email-change\/confirm\?[^\s"\\]*/)
  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(confirmLink)
  await expect(stranger.getByRole('link', { name: 'Sign in' })).toBeVisible()
  await expect(stranger.getByRole('button', { name: 'Confirm new address' })).toHaveCount(0)
  await page.goto(confirmLink)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Confirm new address' }).click()
  await expect(page.getByText(`You now sign in as ${email}.`)).toBeVisible()

  const undoLink = await emailedLink(request, oldEmail, /http[^\s"\\]*\/email-change\/undo\?[^\s"\\]*/)
  await stranger.goto(undoLink)
  await stranger.getByRole('button', { name: 'Undo change' }).click()
  await expect(stranger.getByText(`Your address is ${oldEmail} again.`)).toBeVisible()
  await page.goto('/dashboard')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('R35: workspace pages redirect to sign-in when signed out', async ({ page }) => {
  for (const path of ['/dashboard', '/reports', '/workspace-settings?tab=billing', '/help/credits']) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/sign-in/)
  }
})
