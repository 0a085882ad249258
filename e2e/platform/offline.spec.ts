import { expect, test } from '@playwright/test'
import { expectAccessibleInBothThemes, expectFits } from '../support/accessible'
import { ledgerOf, makeAgency, signInAs, withDatabase } from '../support/agency'

test.use({ serviceWorkers: 'allow' })

test('R12: a form submitted offline shows a notice, keeps its input, and is sent once when the connection is back', async ({
  page,
  context,
}) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto('/reports/new')
  await page.getByLabel('Area (zip code)').fill('98103')
  await page.getByRole('option', { name: /98103/ }).click()
  await expect(page.getByText(/Based on \d+ sales/)).toBeVisible()

  await context.setOffline(true)
  await expect(page.getByText('You’re offline.')).toBeVisible()
  await page.getByRole('button', { name: 'Create report' }).click()
  await expect(page).toHaveURL(/\/reports\/new$/)
  await expect(page.getByLabel('Area (zip code)')).toHaveValue(/98103/)
  await expect(page.getByText('You’re offline.')).toBeVisible()
  await expectFits(page)
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000])

  await context.setOffline(false)
  await expect(page.getByText('You’re offline.')).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, -20])
})

test('contact details typed offline are kept and saved when the connection is back', async ({
  page,
  context,
}) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto('/contacts/new')
  await context.setOffline(true)
  await page.getByLabel('Email address').fill('ann@list.test')
  await page.getByLabel('Consent source').fill('Open house')
  await page.getByRole('button', { name: 'Add contact' }).click()
  await expect(page.getByText('You’re offline.')).toBeVisible()
  await expect(page.getByLabel('Email address')).toHaveValue('ann@list.test')
  await context.setOffline(false)
  await expect(page).toHaveURL(/\/contacts(\/[0-9a-f-]{36})?$/)
  const stored = await withDatabase(
    (sql) => sql`select email from contacts where workspace_id = ${agency.workspaceId}`,
  )
  expect(stored).toEqual([{ email: 'ann@list.test' }])
})

test('a page opened offline shows our offline page, and nothing else is cached', async ({
  page,
  context,
}) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto('/dashboard')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
  await context.setOffline(true)
  await page.goto('/reports')
  await expect(page.getByRole('heading', { name: 'You’re offline' })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFits(page)
  const cached = await page.evaluate(async () => {
    const names = await caches.keys()
    const pages = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return pages.flat().map(({ url }) => new URL(url).pathname)
  })
  expect(cached).toEqual(['/offline.html'])

  await context.setOffline(false)
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Reports' })).toBeVisible()
})
