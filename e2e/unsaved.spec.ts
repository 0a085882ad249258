import { expect, type Page, test } from '@playwright/test'
import { expectFits } from './support/accessible'
import { makeAgency, signInAs } from './support/agency'

/** What the browser asked, each answered as given. */
function answering(page: Page, stay: boolean): string[] {
  const asked: string[] = []
  page.removeAllListeners('dialog')
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void (stay ? dialog.dismiss() : dialog.accept())
  })
  return asked
}

async function newTemplate(page: Page): Promise<void> {
  await page.goto('/templates')
  await page.getByRole('button', { name: 'Use this: Market update (email)' }).click()
  await expect(page.getByRole('textbox', { name: 'Subject' })).toBeVisible()
  await page.waitForLoadState('networkidle')
}

const subject = (page: Page) => page.getByRole('textbox', { name: 'Subject' })

test('unsaved template text is asked about before a link, back, a reload and a closed tab, and is kept', async ({
  page,
}) => {
  await signInAs(page, await makeAgency())
  await newTemplate(page)
  const address = page.url()
  await subject(page).fill('A subject that took an hour')

  let asked = answering(page, true)
  await page.getByRole('link', { name: 'All templates' }).click()
  // A browser that was not touched since the last question does not let a page keep anyone.
  await subject(page).click()
  await page.evaluate(() => window.history.back())
  await expect.poll(() => asked.length).toBe(2)
  expect(asked).toEqual(['confirm', 'confirm'])
  await expect(page).toHaveURL(address)
  await expect(subject(page)).toHaveValue('A subject that took an hour')
  await page.reload({ waitUntil: 'commit', timeout: 5_000 }).catch(() => {})
  await expect.poll(() => asked).toEqual(['confirm', 'confirm', 'beforeunload'])
  await expect(subject(page)).toHaveValue('A subject that took an hour')

  asked = answering(page, false)
  await page.getByRole('link', { name: 'All templates' }).click()
  await expect(page).toHaveURL(/\/templates$/)
  expect(asked).toEqual(['confirm'])

  // What was left is offered again, and can be taken.
  await page.goto(address)
  await expect(page.getByText('You have unsaved changes')).toBeVisible()
  await expect(subject(page)).not.toHaveValue('A subject that took an hour')
  await expectFits(page, { without: 'iframe' })
  await page.getByRole('button', { name: 'Restore changes' }).click()
  await expect(subject(page)).toHaveValue('A subject that took an hour')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.')).toBeVisible()

  // Saved: nobody is asked, and nothing is offered.
  asked = answering(page, true)
  await page.getByRole('link', { name: 'All templates' }).click()
  await expect(page).toHaveURL(/\/templates$/)
  await page.goto(address)
  await expect(subject(page)).toHaveValue('A subject that took an hour')
  await expect(page.getByText('You have unsaved changes')).toBeHidden()
  expect(asked).toEqual([])
})

test('an unsaved campaign draft is restored with its template and its fields, and is gone once it is saved', async ({
  page,
}) => {
  await signInAs(page, await makeAgency())
  await newTemplate(page)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.')).toBeVisible()

  await page.goto('/campaigns/new')
  await page.waitForLoadState('networkidle')
  await page.getByLabel('Name').fill('Spring news')
  await page.getByLabel('Template').selectOption({ label: 'Market update' })
  await page.getByRole('textbox', { name: 'Subject' }).fill('My own subject')
  await page.getByRole('textbox', { name: 'Key figure' }).fill('up 4 %')
  answering(page, false)
  await page.goto('/dashboard')
  await page.goto('/campaigns/new')
  await page.getByRole('button', { name: 'Restore changes' }).click()
  await expect(page.getByLabel('Name')).toHaveValue('Spring news')
  await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('My own subject')
  await expect(page.getByRole('textbox', { name: 'Key figure' })).toHaveValue('up 4 %')

  const asked = answering(page, true)
  await page.getByRole('button', { name: 'Save and preview' }).click()
  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}$/)
  expect(asked).toEqual([])
  await page.goto('/campaigns/new')
  await page.waitForLoadState('networkidle')
  await expect(page.getByText('You have unsaved changes')).toBeHidden()
})

test('a post and the sender details ask too', async ({ page }) => {
  await signInAs(page, await makeAgency())
  for (const [path, field] of [
    ['/posts/new', 'Title'],
    ['/templates/sender', 'Phone'],
    ['/contacts/new', 'First name'],
  ] as const) {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    await page.getByLabel(field).fill('555 0100')
    const asked = answering(page, true)
    await page.getByRole('link', { name: 'Dashboard' }).first().click()
    expect(asked, path).toEqual(['confirm'])
    await expect(page).toHaveURL(new RegExp(`${path}$`))
    answering(page, false)
  }
})
