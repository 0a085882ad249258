import { expect, type Page, test } from '@playwright/test'
import { expectAccessible, expectFits } from '../support/accessible'
import { makeAgency, signInAs, withDatabase } from '../support/agency'

/** Answers actions like a server of another version, which doesn't have them. Returns how many it refused. */
async function refuseActions(page: Page): Promise<{ refused: number; stop(): Promise<void> }> {
  const state = { refused: 0, stop: () => page.unroute('**/*', answer) }
  const answer: Parameters<Page['route']>[1] = async (route, request) => {
    if (request.method() !== 'POST' || !request.headers()['next-action']) return route.fallback()
    state.refused += 1
    await route.fulfill({
      status: 409,
      headers: { 'x-nextjs-action-not-found': '1' },
      contentType: 'text/plain',
      body: 'Server Action unavailable.',
    })
  }
  await page.route('**/*', answer)
  return state
}

const NOTICE = 'A new version is available. Reload to continue; what you typed is kept.'
const notice = (page: Page) => page.getByRole('status').filter({ hasText: NOTICE })

/** Nothing asks before the reload. */
function expectNoDialog(page: Page): string[] {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.type())
    void dialog.accept()
  })
  return dialogs
}

test('R52: a form of an older version asks to reload, and what was typed is filled in again', async ({
  page,
}) => {
  await signInAs(page, await makeAgency())
  await page.goto('/profile')
  await page.waitForLoadState('networkidle')
  const name = page.getByLabel('Name', { exact: true })
  await name.fill('Terry of the new version')
  const server = await refuseActions(page)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(notice(page)).toBeVisible()
  expect(server.refused).toBe(1)
  await expect(name).toHaveValue('Terry of the new version')
  await expectAccessible(page)
  await expectFits(page)

  await server.stop()
  const dialogs = expectNoDialog(page)
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(notice(page)).toBeHidden()
  await expect(name).toHaveValue('Terry of the new version')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.').first()).toBeVisible()
  expect(dialogs).toEqual([])

  // Only once: a later reload shows what was saved.
  await name.fill('Something else')
  await page.reload()
  await expect(name).toHaveValue('Terry of the new version')
})

test('R52: a guarded form of an older version reloads without a question and keeps its draft unsaved', async ({
  page,
}) => {
  await signInAs(page, await makeAgency())
  await page.goto('/posts/new')
  await page.waitForLoadState('networkidle')
  await page.getByLabel('Title').fill('Open house on Sunday')
  const text = page.getByRole('textbox').nth(1)
  await text.fill('Come and see it.')
  const server = await refuseActions(page)
  await page
    .getByRole('button', { name: /^Save|^Create/ })
    .first()
    .click()
  await expect(notice(page)).toBeVisible()
  await server.stop()
  const dialogs = expectNoDialog(page)
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByLabel('Title')).toHaveValue('Open house on Sunday')
  await expect(text).toHaveValue('Come and see it.')
  expect(dialogs).toEqual([])
  await page.waitForLoadState('networkidle')
  await expect(page.getByText('You have unsaved changes')).toBeHidden()

  // What was filled in again is still unsaved.
  await page.getByRole('link', { name: 'Dashboard' }).first().click()
  await expect(page).toHaveURL(/\/dashboard/)
  expect(dialogs).toEqual(['confirm'])
})

test('R52: a changed balance doesn’t reload a page of an older version while something is typed', async ({
  page,
}) => {
  const agency = await makeAgency({ allowance: 500, left: 500 })
  await signInAs(page, agency)
  await page.route('**/api/live', (route) =>
    route.fulfill({
      contentType: 'text/event-stream',
      body: 'retry: 60000\n\nevent: release\ndata: newer\n\nevent: version\ndata: another\n\n',
    }),
  )
  await page.goto('/workspace-settings?tab=billing')
  // Nothing is typed, so the page shows the balance as always.
  await expect(page.getByText('0 of 500 used, 500 left').first()).toBeVisible()
  await expect(notice(page)).toBeHidden()

  await page.goto('/profile')
  await page.getByLabel('Name', { exact: true }).fill('Terry is typing')
  await page.evaluate(() => Object.assign(window, { notReloaded: true }))
  await withDatabase(
    (sql) => sql`update credit_accounts set allowance_left = 400 where workspace_id = ${agency.workspaceId}`,
  )
  // The page compares its balance with the server's when it becomes visible again.
  await page.evaluate((age) => {
    const now = Date.now
    Date.now = () => now() + age
    window.dispatchEvent(new Event('focus'))
  }, 60_000)
  await expect(notice(page)).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Terry is typing')
  expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true)
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Terry is typing')
})
