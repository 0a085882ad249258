import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './accessible'
import { withDatabase } from './agency'
import { press } from './keyboard'
import { mailedLink } from './mailed-link'
import { product } from './product'

const newAddress = () => `${randomUUID()}@newcomer.test`

async function askForLink(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email address').fill(email)
  await page.getByRole('button', { name: 'Email me a link' }).click()
}

const CONFIRM_LINK = /http[^\s"\\]*\/sign-in\/confirm\?[^\s"\\]*/

test('R34: a newcomer signs in by link, names a workspace, and their trial has begun', async ({
  page,
  request,
}) => {
  const email = newAddress()
  await page.goto('/sign-in')
  await askForLink(page, email.toUpperCase())
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()

  await page.goto(await mailedLink(request, email, CONFIRM_LINK))
  await expect(page.getByText(email)).toBeVisible()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/welcome/)
  await expectAccessible(page)

  await page.getByLabel('Name of your agency').fill('Seaside & Sons')
  await page.getByRole('button', { name: 'Start the free trial' }).click()
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

test('R34: opening the mailed page uses nothing up; its button works once', async ({
  page,
  request,
  browser,
}) => {
  const email = newAddress()
  await page.goto('/sign-in')
  await askForLink(page, email)
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible()
  const link = await mailedLink(request, email, CONFIRM_LINK)
  // As a mail scanner does.
  await request.get(link)
  await request.get(link)

  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(/\/welcome/)

  const elsewhere = await (await browser.newContext()).newPage()
  await elsewhere.goto(link)
  await elsewhere.getByRole('button', { name: 'Sign in' }).click()
  await expect(elsewhere.getByRole('alert').filter({ hasText: 'used already' })).toBeVisible()
})

test('R34: a mailbox cannot be flooded', async ({ page }) => {
  const email = newAddress()
  await withDatabase(async (sql) => {
    for (let i = 0; i < 5; i++) {
      await sql`insert into auth_verification_tokens (identifier, token, expires_at)
        values (${email}, ${randomUUID()}, now() + interval '10 minutes')`
    }
  })
  await page.goto('/sign-in')
  await askForLink(page, email)
  await expect(page.getByText(/Several links are already on their way/)).toBeVisible()
})

test('signing in leads back to where one wanted to go, signing out ends the session', async ({ page }) => {
  await page.goto('/sign-in?callbackUrl=/workspace-settings')
  await page.getByRole('button', { name: /Adam Ng/ }).click()
  await expect(page).toHaveURL(/\/workspace-settings/)
  const cookies = await page.context().cookies()

  await page.getByRole('button', { name: /Adam Ng/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  // The old cookie opens nothing any more: the session is gone from the server, not just from the browser.
  await page.context().addCookies(cookies)
  await page.goto('/dashboard')
  await expect(page).toHaveURL(/\/sign-in/)
})

for (const callbackUrl of ['https://evil.test/', '//evil.test/', '/\\evil.test', 'javascript:alert(1)']) {
  test(`no way out to another site through callbackUrl=${callbackUrl}`, async ({ page }) => {
    await page.goto(`/sign-in?${new URLSearchParams({ callbackUrl })}`)
    await page.getByRole('button', { name: /Theo Park/ }).click()
    await expect(page).toHaveURL(`${product().url}/dashboard`)
  })
}

test('the demo door opens for demo people alone', async ({ request }) => {
  const knock = (form: Record<string, string>) => request.post('/sign-in/demo', { form, maxRedirects: 0 })
  expect((await knock({ email: 'somebody@else.test' })).status()).toBe(404)
  expect((await knock({})).status()).toBe(404)
  const answer = await knock({ email: 'olivia@harbourhill.test', callbackUrl: 'https://evil.test/' })
  expect(answer.status()).toBe(303)
  const target = new URL(answer.headers().location ?? '')
  expect(target.origin).toBe(product().url)
  expect(target.searchParams.get('callbackUrl')).toBe('/dashboard')
})

test('R36: in the demo one click signs in as the operator, by keyboard, and leads to the console', async ({
  page,
}) => {
  await page.goto('/sign-in?callbackUrl=/dashboard')
  await press(page, page.getByRole('button', { name: /Olu Operator/ }))
  await expect(page).toHaveURL(`${product().url}/admin/workspaces`)
  await expect(page.getByRole('heading', { level: 1, name: 'Workspaces' })).toBeVisible()
})

test('a link whose callbackUrl was tampered with still leads home', async ({ page, request }) => {
  const answer = await request.post('/sign-in/demo', {
    form: { email: 'theo@northside.test' },
    maxRedirects: 0,
  })
  const link = new URL(answer.headers().location ?? '')
  link.searchParams.set('callbackUrl', 'https://evil.test/')
  await page.goto(link.href)
  await expect(page).toHaveURL(`${product().url}/dashboard`)
})

test('R35: signed out, every page of a workspace leads to signing in', async ({ page }) => {
  for (const path of ['/dashboard', '/reports', '/workspace-settings?tab=billing', '/help/credits']) {
    await page.goto(path)
    await expect(page).toHaveURL(/\/sign-in/)
  }
})
