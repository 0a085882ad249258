import { expect, test } from '@playwright/test'
import { expectAccessibleInBothThemes } from '../support/accessible'
import { makeAgency, signInAs, withDatabase } from '../support/agency'

test('the finder opens a page, a contact and new work by keyboard', async ({ page }) => {
  const agency = await makeAgency()
  await withDatabase(
    (
      sql,
    ) => sql`insert into contacts (workspace_id, id, email, first_name, last_name, consent_source, consent_at, created_by)
      values (${agency.workspaceId}, gen_random_uuid(), 'nadia@example.com', 'Nadia', 'Novak', 'Open house', now(), ${agency.userId})`,
  )
  await signInAs(page, agency)
  await page.goto('/dashboard')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  const search = page.getByRole('combobox', { name: 'Search pages, work, listings and contacts' })
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(search).toBeFocused({ timeout: 2_000 })
  }).toPass()
  await expect(page.getByRole('option', { name: /^New report 20 credits per report/ })).toBeVisible()
  await expectAccessibleInBothThemes(page, { within: '[role=dialog]' })

  await page.keyboard.type('nadia')
  await expect(page.getByRole('option', { name: 'Nadia Novak nadia@example.com' })).toHaveAttribute(
    'data-highlighted',
  )
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Nadia Novak' })).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('buy credits')
  await expect(page.getByRole('option')).toHaveText([/Plans and packs/])
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/tab=billing&view=plans/)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('no such thing')
  await expect(page.getByText('Nothing is named “no such thing”.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(search).toBeHidden()
})

test('R7: the New menu shows what each kind of work costs, on a phone too', async ({ page }) => {
  await signInAs(page, await makeAgency())
  await page.goto('/dashboard')
  await page.getByRole('button', { name: 'New', exact: true }).click()
  const menu = page.getByRole('menu', { name: 'New' })
  await expect(menu.getByRole('menuitem', { name: 'Report 20 credits per report' })).toBeVisible()
  await expect(menu.getByRole('menuitem', { name: 'Contact Free' })).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await menu.getByRole('menuitem', { name: /^Valuation/ }).click()
  await expect(page).toHaveURL(/\/valuations\/new/)

  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Find anything' }).click()
  await page.getByRole('dialog').getByRole('combobox').fill('calendar')
  await page.getByRole('option', { name: 'Calendar' }).click()
  await expect(page).toHaveURL(/\/calendar/)
  await page.getByRole('button', { name: 'Open menu' }).click()
  await page.getByRole('button', { name: 'New', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Contact/ }).click()
  await expect(page).toHaveURL(/\/contacts\/new/)
})
