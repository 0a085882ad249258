import { expect, type Page, test } from '@playwright/test'
import { expectFits } from './accessible'
import { addMember, ledgerOf, makeAgency, signInAs } from './agency'
import { press } from './keyboard'

const write = (page: Page, network: string, words: string) =>
  page.getByRole('textbox', { name: network, exact: true }).fill(words)

test('R9: a post from a template is free, and goes out only when nothing is left to fill in; a member’s waits for a yes', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, await addMember(agency, 'member'))
  await page.goto('/posts/new')
  await expectFits(page)
  await press(page, page.getByRole('link', { name: 'New price' }))
  await expect(page.getByText(/^Fill in \[Price\], \[Property address\]/).first()).toBeVisible()
  await expectFits(page)
  for (const network of ['Facebook', 'Instagram', 'LinkedIn']) await write(page, network, '')
  await write(page, 'X', 'New price: $650,000 for 2/15 Hill Street.')
  await press(page, page.getByRole('button', { name: 'Save', exact: true }))
  await expect(page.getByText('An owner or admin approves it before it goes out.')).toBeVisible()
  for (const name of ['Approve', 'Schedule']) await expect(page.getByRole('button', { name })).toHaveCount(0)
  await expectFits(page)
  const { pathname } = new URL(page.url())

  await page.context().clearCookies()
  await signInAs(page, agency)
  await page.goto(pathname)
  await press(page, page.getByRole('button', { name: 'Approve' }))
  await expect(page.getByText('Approved by Terry Tester.')).toBeVisible()

  // Another workspace sees nothing of it.
  await page.context().clearCookies()
  await signInAs(page, await makeAgency())
  await page.goto(pathname)
  await expect(page.getByRole('heading', { name: 'New price' })).toHaveCount(0)
  expect((await page.request.get(`/api${pathname}/export`)).status()).toBe(404)
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([100])
})
