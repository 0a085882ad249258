import { expect, test } from '@playwright/test'
import { expectAccessibleInBothThemes, expectFitsAPhone } from '../support/accessible'
import { makeAgency, signInAs, withDatabase } from '../support/agency'
import { tabTo } from '../support/keyboard'

test.use({ timezoneId: 'America/Denver' })

test('R34: the time zone field suggests the browser’s zone first and finds a zone by city, by keyboard', async ({
  page,
}) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto('/workspace-settings')
  const field = page.getByRole('combobox', { name: 'Time zone', exact: true })
  await tabTo(page, field)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option').first()).toContainText('Mountain Time (Denver)')
  await expectAccessibleInBothThemes(page, { within: '[role=listbox]' })
  await page.keyboard.type('los angeles')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('Pacific Time (Los Angeles)')
  await page.getByRole('button', { name: 'Save time zone' }).click()
  await expect
    .poll(() =>
      withDatabase(async (sql) => {
        const [row] = await sql`select time_zone from workspaces where id = ${agency.workspaceId}`
        return row?.time_zone
      }),
    )
    .toBe('America/Los_Angeles')
  await expectFitsAPhone(page)
})

test('R34: a new workspace starts in the time zone of the browser', async ({ page }) => {
  await signInAs(page, await makeAgency())
  await page.goto('/welcome?another=1')
  await expect(page.getByRole('combobox', { name: 'Time zone', exact: true })).toHaveValue(
    'Mountain Time (Denver)',
  )
  await expectAccessibleInBothThemes(page)
})
