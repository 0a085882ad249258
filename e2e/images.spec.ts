import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { ledgerOf, makeAgency, signInAs } from './agency'

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html}`)).toEqual([])
  }
}

test('R7, R13, R35: an image is made for the price shown, stands in the library, and is nobody else’s', async ({
  page,
  request,
}) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto('/images/new')
  await expect(page.getByText('20 credits', { exact: true }).first()).toBeVisible()
  await page.getByLabel('Headline').fill('A garden home near Green Lake')
  await page.getByLabel('Price').fill('$845,000')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Generate image' }).click()
  const picture = page.locator('main img').first()
  await expect(picture).toBeVisible({ timeout: 90_000 })
  await expectAccessible(page)
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, -20])

  const source = (await picture.getAttribute('src')) ?? ''
  const file = await page.request.get(source)
  expect(file.headers()['content-type']).toMatch(/^image\//)
  expect(file.headers()['x-content-type-options']).toBe('nosniff')
  // R35: without a session there is no picture.
  expect((await request.get(source)).status()).toBe(401)

  await page.goto('/images')
  await expect(page.getByText('A garden home near Green Lake').first()).toBeVisible()
  await expectAccessible(page)
})
