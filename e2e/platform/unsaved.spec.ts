import { expect, type Page, test } from '@playwright/test'
import { expectFits } from '../support/accessible'
import { makeAgency, signInAs } from '../support/agency'

/** Answers the browser’s dialogs and returns their types. */
function answerDialogs(page: Page, stay: boolean): string[] {
  const dialogs: string[] = []
  page.removeAllListeners('dialog')
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type())
    void (stay ? dialog.dismiss() : dialog.accept())
  })
  return dialogs
}

async function newTemplate(page: Page): Promise<void> {
  await page.goto('/templates')
  await page.getByRole('button', { name: 'Use template: Market update (email)' }).click()
  await expect(page.getByRole('textbox', { name: 'Subject' })).toBeVisible()
  await page.waitForLoadState('networkidle')
}

const subject = (page: Page) => page.getByRole('textbox', { name: 'Subject' })

test('leaving unsaved template text by link, back, reload or closing the tab asks first, and the text is kept', async ({
  page,
}) => {
  await signInAs(page, await makeAgency())
  await newTemplate(page)
  const address = page.url()
  await subject(page).fill('A subject that took an hour')

  let dialogs = answerDialogs(page, true)
  await page.getByRole('link', { name: 'All templates' }).click()
  // Without a user gesture since the last dialog, browsers don’t let a page ask again.
  await subject(page).click()
  await page.evaluate(() => window.history.back())
  await expect.poll(() => dialogs.length).toBe(2)
  expect(dialogs).toEqual(['confirm', 'confirm'])
  await expect(page).toHaveURL(address)
  await expect(subject(page)).toHaveValue('A subject that took an hour')
  await page.reload({ waitUntil: 'commit', timeout: 5_000 }).catch(() => {})
  await expect.poll(() => dialogs).toEqual(['confirm', 'confirm', 'beforeunload'])
  await expect(subject(page)).toHaveValue('A subject that took an hour')

  dialogs = answerDialogs(page, false)
  await page.getByRole('link', { name: 'All templates' }).click()
  await expect(page).toHaveURL(/\/templates$/)
  expect(dialogs).toEqual(['confirm'])

  // The discarded changes are offered again and can be restored.
  await page.goto(address)
  await expect(page.getByText('You have unsaved changes')).toBeVisible()
  await expect(subject(page)).not.toHaveValue('A subject that took an hour')
  await expectFits(page, { without: 'iframe' })
  await page.getByRole('button', { name: 'Restore changes' }).click()
  await expect(subject(page)).toHaveValue('A subject that took an hour')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.')).toBeVisible()

  // After saving, nothing is asked or offered.
  dialogs = answerDialogs(page, true)
  await page.getByRole('link', { name: 'All templates' }).click()
  await expect(page).toHaveURL(/\/templates$/)
  await page.goto(address)
  await expect(subject(page)).toHaveValue('A subject that took an hour')
  await expect(page.getByText('You have unsaved changes')).toBeHidden()
  expect(dialogs).toEqual([])
})

test('an unsaved campaign draft is restored with its template and fields, and is cleared after saving', async ({
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
  await page.getByRole('textbox', { name: 'Key figure' }).fill('up 4%')
  answerDialogs(page, false)
  await page.goto('/dashboard')
  await page.goto('/campaigns/new')
  await page.getByRole('button', { name: 'Restore changes' }).click()
  await expect(page.getByLabel('Name')).toHaveValue('Spring news')
  await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('My own subject')
  await expect(page.getByRole('textbox', { name: 'Key figure' })).toHaveValue('up 4%')

  const dialogs = answerDialogs(page, true)
  await page.getByRole('button', { name: 'Save and preview' }).click()
  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}$/)
  expect(dialogs).toEqual([])
  await page.goto('/campaigns/new')
  await page.waitForLoadState('networkidle')
  await expect(page.getByText('You have unsaved changes')).toBeHidden()
})

test('posts, sender details and contacts ask before leaving too', async ({ page }) => {
  await signInAs(page, await makeAgency())
  for (const [path, field] of [
    ['/posts/new', 'Title'],
    ['/templates/sender', 'Phone'],
    ['/contacts/new', 'First name'],
  ] as const) {
    await page.goto(path)
    await page.waitForLoadState('networkidle')
    await page.getByLabel(field).fill('555 0100')
    const dialogs = answerDialogs(page, true)
    await page.getByRole('link', { name: 'Dashboard' }).first().click()
    expect(dialogs, path).toEqual(['confirm'])
    await expect(page).toHaveURL(new RegExp(`${path}$`))
    answerDialogs(page, false)
  }
})
