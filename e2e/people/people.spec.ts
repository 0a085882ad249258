import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible, expectFits, expectFitsAPhone } from '../support/accessible'
import { makeAgency, signInAs, withDatabase } from '../support/agency'
import { emailedLink } from '../support/emailed-link'
import { press, tabTo } from '../support/keyboard'

const INVITATION_LINK = /http[^\s"\\]*\/invitation\?token=[\w.-]+/

/** A signed-in person without a workspace. */
async function newcomer(page: Page, email: string): Promise<number> {
  const sessionToken = randomBytes(32).toString('hex')
  const tokenHash = createHash('sha256').update(sessionToken).digest('hex')
  const userId = await withDatabase(async (sql) => {
    const [user] = await sql`insert into users (email, name) values (${email}, 'Nora Newcomer') returning id`
    await sql`insert into auth_sessions (token_hash, user_id, expires_at)
      values (${tokenHash}, ${user?.id}, now() + interval '1 day')`
    return Number(user?.id)
  })
  await signInAs(page, { workspaceId: 0, userId, sessionToken })
  return userId
}

const membersOf = (workspaceId: number) =>
  withDatabase(async (sql) => {
    const rows =
      await sql`select user_id, role from members where workspace_id = ${workspaceId} order by user_id`
    return rows.map((row) => [Number(row.user_id), String(row.role)])
  })

test('R34: a person is invited by email, joins with one click, and becomes an admin and then the owner', async ({
  page,
  browser,
  request,
}) => {
  const agency = await makeAgency()
  const email = `${randomUUID()}@newcomer.test`
  await signInAs(page, agency)
  await page.goto('/workspace-settings?tab=members')
  await page.getByLabel('Email address').fill(email)
  await page.getByRole('button', { name: 'Invite member' }).click()
  await expect(page.getByText(`Invitation sent to ${email}.`)).toBeVisible()

  const theirs = await (await browser.newContext()).newPage()
  const link = await emailedLink(request, email, INVITATION_LINK)
  await theirs.goto(link)
  await expect(theirs.getByRole('link', { name: `Sign in as ${email}` })).toBeVisible()
  await expectAccessible(theirs)
  const userId = await newcomer(theirs, email)
  await theirs.goto(link)
  await theirs.getByRole('button', { name: 'Join Test agency' }).click()
  await expect(theirs).toHaveURL(/\/dashboard/)
  expect(await membersOf(agency.workspaceId)).toEqual([
    [agency.userId, 'owner'],
    [userId, 'member'],
  ])
  await theirs.goto(link)
  await expect(theirs.getByText('This invitation was already accepted.')).toBeVisible()

  await page.reload()
  await page.getByRole('button', { name: 'Manage Nora Newcomer' }).click()
  // The form for invitations behind it has the same choices.
  const dialog = page.getByRole('dialog', { name: 'Nora Newcomer' })
  await dialog.getByRole('radio', { name: /^admin/i }).check()
  await dialog.getByRole('button', { name: 'Save role' }).click()
  await expect(page.getByText('Role changed.')).toBeVisible()
  await page.getByRole('button', { name: 'Manage Nora Newcomer' }).click()
  await page.getByRole('button', { name: 'Transfer ownership' }).click()
  await expect
    .poll(() => membersOf(agency.workspaceId))
    .toEqual([
      [agency.userId, 'admin'],
      [userId, 'owner'],
    ])
  await expect(page.getByRole('button', { name: 'Transfer ownership' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Manage Nora Newcomer' })).toBeHidden()
})

test('R34, R35: the sidebar switches workspaces, and a removed member loses access immediately', async ({
  page,
}) => {
  const here = await makeAgency()
  const there = await makeAgency({ left: 33 })
  await withDatabase(async (sql) => {
    await sql`update workspaces set name = 'Over there' where id = ${there.workspaceId}`
    await sql`insert into members (workspace_id, user_id, role) values (${there.workspaceId}, ${here.userId}, 'member')`
  })
  await signInAs(page, here)
  await page.goto('/dashboard')
  await page.getByRole('button', { name: 'Workspace: Test agency' }).click()
  await page.getByRole('menuitemradio', { name: /Over there/ }).click()
  await expect(page.getByRole('button', { name: 'Workspace: Over there' })).toBeVisible()
  await expect(page.getByText('33 left').first()).toBeVisible()
  await page.goto('/workspace-settings?tab=members')
  await expect(page.getByRole('button', { name: 'Leave workspace' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Invite member' })).toHaveCount(0)

  await withDatabase(
    (sql) => sql`delete from members where workspace_id = ${there.workspaceId} and user_id = ${here.userId}`,
  )
  await page.reload()
  await expect(page.getByRole('button', { name: 'Workspace: Test agency' })).toBeVisible()
})

test('R34: a workspace is deleted by typing its name, and “Sign out everywhere” ends all sessions', async ({
  page,
  browser,
}) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto('/workspace-settings')
  await page.getByRole('button', { name: 'Delete workspace' }).click()
  await page.getByLabel('Type Test agency to confirm').fill('Other')
  await page.getByRole('button', { name: 'Delete permanently' }).click()
  await expect(page.getByText('The name doesn’t match.')).toBeVisible()
  await page.getByLabel('Type Test agency to confirm').fill('Test agency')
  await page.getByRole('button', { name: 'Delete permanently' }).click()
  await expect(page).toHaveURL(/\/welcome/)
  expect(await membersOf(agency.workspaceId)).toEqual([])

  const other = await makeAgency()
  const elsewhere = await (await browser.newContext()).newPage()
  await signInAs(page, other)
  await signInAs(elsewhere, other)
  await page.goto('/profile')
  await expect(page.getByText('This browser')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await elsewhere.goto('/dashboard')
  await expect(elsewhere).toHaveURL(/\/sign-in/)
})

test('R4, R19: a person who used their trial sees that a new workspace has no credits, and is taken to the plans', async ({
  page,
}) => {
  const agency = await makeAgency({ plan: 'trial', status: 'trialing', allowance: 100 })
  await signInAs(page, agency)
  await page.goto('/welcome?another=1')
  await expect(page.getByText('starts with a free 14-day trial')).toBeVisible()
  // As recorded when a person creates a workspace with their trial.
  await withDatabase((sql) => sql`update users set trial_used_at = now() where id = ${agency.userId}`)
  await page.goto('/workspace-settings')
  await press(page, page.getByRole('button', { name: 'Delete workspace' }))
  await page.getByLabel('Type Test agency to confirm').fill('Test agency')
  await press(page, page.getByRole('button', { name: 'Delete permanently' }))
  await expect(page).toHaveURL(/\/welcome/)
  await expect(page.getByText('You’ve already used your free trial')).toBeVisible()
  await expect(page.getByText('has no credits until you choose a plan')).toBeVisible()
  await expectFits(page)
  await tabTo(page, page.getByLabel('Agency name'))
  await page.keyboard.type('Second Try Homes')
  await press(page, page.getByRole('button', { name: 'Create workspace' }))
  await expect(page).toHaveURL(/view=plans#plans$/)
  await expect(page.getByRole('button', { name: /^Subscribe to Growth/ })).toBeVisible()
  await expectFitsAPhone(page)

  const opened = await withDatabase(
    (sql) => sql`select s.status, s.trial_ends_at <= market_now() as over,
        (select coalesce(sum(amount), 0)::int from credit_entries e where e.workspace_id = s.workspace_id) as credits
      from subscriptions s join members m on m.workspace_id = s.workspace_id where m.user_id = ${agency.userId}`,
  )
  expect(opened).toMatchObject([{ status: 'trialing', over: true, credits: 0 }])
  await page.goto('/images/new')
  await expect(page.getByText('Your trial or plan has ended, so you can’t spend credits.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create image' })).toBeDisabled()
  await press(page, page.getByRole('link', { name: 'Subscribe to get credits' }).first())
  await expect(page).toHaveURL(/view=plans#plans$/)
})
