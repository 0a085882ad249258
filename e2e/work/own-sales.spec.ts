import { expect, test } from '@playwright/test'
import { germanSales } from '@/lib/own-sales/testing-files'
import { expectAccessible, expectFits } from '../support/accessible'
import { makeAgency, signInAs } from '../support/agency'

test('R51: an agency imports its own sales, and its report is in its currency and unit', async ({ page }) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  await page.goto('/reports/data')
  await expectAccessible(page)
  const text = `${germanSales(120)}\r\n31.02.2026;1,00;50;2;1990;50667;X;50,9;6,9`
  await page.getByLabel('File of sales').setInputFiles({
    name: 'verkaeufe.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  })
  await page.getByRole('button', { name: 'Review file' }).click()

  await expect(page.getByRole('heading', { name: 'Columns' })).toBeVisible()
  await expect(page.getByLabel('Kaufpreis (€)')).toHaveValue('price')
  await expect(page.getByLabel('Wohnfläche m²')).toHaveValue('livingArea')
  await expect(page.getByLabel('Decimal mark')).toHaveValue('comma')
  await expect(page.getByLabel('Dates')).toHaveValue('day-first')
  await expect(page.getByLabel('Unit of area')).toHaveValue('m2')
  await page.getByLabel('Name', { exact: true }).fill('Cologne')
  await page.getByRole('button', { name: 'Preview import' }).click()
  await expect(page.getByText('120 sales in 121 rows')).toBeVisible()
  await expect(page.getByText('The sale date can’t be read: 31.02.2026')).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  await page.getByRole('button', { name: 'Import sales' }).click()

  await expect(page.getByRole('heading', { name: 'Data set: Cologne' })).toBeVisible()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('Already imported')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await page.goto('/reports/data')
  await expect(page.getByText(/^120 sales, .*EUR, m²\.$/)).toBeVisible()

  await page.goto('/reports/new')
  await expect(page.getByRole('link', { name: 'Cologne' })).toHaveAttribute('aria-current', 'page')
  await page.getByLabel('Area (postal code or city)').fill('50667')
  await page.getByRole('option', { name: /50667/ }).click()
  await expect(page.getByText(/Based on \d+ sales/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Create (another )?report$/ }).click()
  await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
  await expect(page.getByText('Median per m²').first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Compared with Cologne' })).toBeVisible()
  await expect(page.getByText(/King County/)).toHaveCount(0)
})
