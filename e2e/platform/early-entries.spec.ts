import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { type Agency, makeAgency, signInAs, withDatabase } from '../support/agency'
import { becomesInteractive } from '../support/interactive'

/** Opens a page whose scripts only arrive when told to, as on a slow connection. */
async function openWithoutScripts(page: Page, agency: Agency, address: string) {
  await signInAs(page, agency)
  const go = Promise.withResolvers<void>()
  await page.route('**/_next/static/**/*.js', async (route) => {
    await go.promise
    await route.continue()
  })
  await page.goto(address, { waitUntil: 'commit' })
  return {
    async loadScripts() {
      go.resolve()
      await becomesInteractive(page)
    },
  }
}

test('texts and choices of a list that are entered before hydration stay', async ({ page }) => {
  const { loadScripts } = await openWithoutScripts(page, await makeAgency(), '/images/new')
  const headline = page.getByLabel('Headline')
  const format = page.getByLabel('Format')
  // Presses do not wait for a field to be visible, and while the page streams, they would miss it.
  await headline.click()
  await headline.pressSequentially('Early')
  await format.selectOption('story')
  await expect(headline).toHaveValue('Early')
  await loadScripts()
  // The form renders again, with what it knows.
  await page.getByLabel('Price').fill('$845,000')
  await page.getByLabel('Badge').fill('Just listed')
  await expect(headline).toHaveValue('Early')
  await expect(format).toHaveValue('story')
})

test('a text area that had text keeps what was typed before hydration', async ({ page }) => {
  const agency = await makeAgency()
  const id = randomUUID()
  await withDatabase(
    (sql) => sql`insert into templates (workspace_id, id, kind, name, subject, body, created_by)
      values (${agency.workspaceId}, ${id}, 'email', 'News', 'News', 'Homes sell fast.', ${agency.userId})`,
  )
  const { loadScripts } = await openWithoutScripts(page, agency, `/templates/${id}`)
  const text = page.getByLabel('Text', { exact: true })
  await text.fill('Homes sell fast. Ask us.')
  await loadScripts()
  await expect(text).toHaveValue('Homes sell fast. Ask us.')
  await page.getByLabel('Subject').fill('Other news')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.').first()).toBeVisible()
  const [saved] = await withDatabase(
    (sql) =>
      sql`select subject, body from templates where workspace_id = ${agency.workspaceId} and id = ${id}`,
  )
  expect(saved?.subject).toBe('Other news')
  expect(saved?.body).toContain('Homes sell fast. Ask us.')
})

test('a radio button that is chosen before hydration stays chosen', async ({ page }) => {
  const { loadScripts } = await openWithoutScripts(page, await makeAgency(), '/reports/new')
  const radius = page.getByLabel('Radius')
  await radius.check()
  await loadScripts()
  await expect(page.getByText('Choose a zip code to center the map.')).toBeVisible()
  await expect(radius).toBeChecked()
})

test('a checkbox that is checked before hydration stays checked', async ({ page }) => {
  const { loadScripts } = await openWithoutScripts(page, await makeAgency(), '/valuations/new')
  const waterfront = page.getByLabel('Waterfront')
  await waterfront.check()
  await loadScripts()
  await page.getByLabel('Bedrooms').fill('3')
  await page.getByLabel('Year built').fill('1990')
  await expect(waterfront).toBeChecked()
})
