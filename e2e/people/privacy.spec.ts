import { expect, test } from '@playwright/test'
import { addMember, makeAgency, signInAs, withDatabase } from '../support/agency'

const emailOf = (userId: number) =>
  withDatabase(async (sql) => {
    const [row] = await sql<{ email: string }[]>`select email from users where id = ${userId}`
    return row?.email ?? ''
  })

test('R45: a person downloads their data, and deletes their account by typing its address', async ({
  page,
}) => {
  const owner = await makeAgency()
  const member = await addMember(owner, 'member')
  const email = await emailOf(member.userId)
  await signInAs(page, member)
  await page.goto('/profile')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download my data' }).click()
  expect((await download).suggestedFilename()).toBe('Market Trak account.json')

  await page.getByRole('button', { name: 'Delete account' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(`Type ${email} to confirm`).fill('other@agency.test')
  await dialog.getByRole('button', { name: 'Delete account' }).click()
  await expect(dialog.getByText('The address doesn’t match.')).toBeVisible()
  await dialog.getByLabel(`Type ${email} to confirm`).fill(email)
  await dialog.getByRole('button', { name: 'Delete account' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect(await emailOf(member.userId)).toBe(`erased-${member.userId}@erased.invalid`)
  await page.goto('/dashboard')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('R45: the only owner of a workspace is told to transfer or delete it first', async ({ page }) => {
  const owner = await makeAgency()
  await signInAs(page, owner)
  await page.goto('/profile')
  await page.getByRole('button', { name: 'Delete account' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('You’re the only owner of Test agency')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Delete account' })).toHaveCount(0)
})

test('R45: an owner exports the workspace, and admins can’t', async ({ page, browser }) => {
  const owner = await makeAgency()
  const admin = await addMember(owner, 'admin')
  await signInAs(page, owner)
  await page.goto('/workspace-settings')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export workspace' }).click()
  expect((await download).suggestedFilename()).toMatch(/^Test agency .*\.zip$/)

  const other = await (await browser.newContext()).newPage()
  await signInAs(other, admin)
  await other.goto('/workspace-settings')
  await expect(other.getByRole('heading', { name: 'Brand' })).toBeVisible()
  await expect(other.getByRole('link', { name: 'Export workspace' })).toHaveCount(0)
})
