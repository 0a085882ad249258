import { createHash, randomBytes } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible, expectAccessibleInBothThemes, expectFitsAPhone } from './accessible'
import { ledgerOf, makeAgency, signInAs, withDatabase } from './agency'

/** Signs in as the operator that the demo's configuration names. */
async function signInAsOperator(page: Page): Promise<void> {
  const sessionToken = randomBytes(32).toString('hex')
  const tokenHash = createHash('sha256').update(sessionToken).digest('hex')
  const userId = await withDatabase(async (sql) => {
    await sql`insert into users (email, name) values ('operator@markettrak.test', 'Olu Operator') on conflict do nothing`
    const [user] = await sql`select id from users where email = 'operator@markettrak.test'`
    await sql`insert into auth_sessions (token_hash, user_id, expires_at)
      values (${tokenHash}, ${user?.id}, now() + interval '1 day')`
    return Number(user?.id)
  })
  await signInAs(page, { workspaceId: 0, userId, sessionToken })
}

const pages = ['workspaces', 'rate-card', 'catalogue', 'inbox', 'findings', 'jobs', 'models', 'audit']

test('R35, R36: to everybody but operators the console does not exist', async ({ page }) => {
  await signInAs(page, await makeAgency())
  for (const name of pages) {
    const answer = await page.goto(`/admin/${name}`)
    expect(answer?.status(), name).toBe(404)
  }
})

test('R36: an operator gives credits with a reason, and it is in the ledger and in the audit log', async ({
  page,
}) => {
  const agency = await makeAgency()
  await signInAsOperator(page)
  await page.goto('/admin')
  await page.getByLabel(/Name, number/).fill(String(agency.workspaceId))
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page).toHaveURL(/search=/)
  await page.goto(`/admin/workspaces/${agency.workspaceId}`)
  await page.getByLabel('Credits', { exact: true }).fill('40')
  await page.getByLabel('Reason').fill('For the outage on Monday')
  await page.getByRole('button', { name: 'Adjust credits' }).click()
  await expect(page.getByText('Done. The entry is in the statement.')).toBeVisible()
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, 40])
  await page.goto('/admin/audit')
  await expect(page.getByText(/asked to adjust credits/).first()).toBeVisible()
})

test('R5, R36: a rate card is scheduled with its difference shown, and withdrawn', async ({ page }) => {
  await signInAsOperator(page)
  await page.goto('/admin/rate-card')
  await page.getByLabel('Generate a report: Credits').fill('33')
  const inTwoMonths = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 16)
  await page.getByLabel('In force from (UTC)').fill(inTwoMonths)
  await page.getByLabel('Why').fill('A browser test')
  await page.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(page.getByText('Generate a report: 20 credits → 33 credits')).toBeVisible()
  await page.getByRole('button', { name: /Withdraw version/ }).click()
  await expect(page.getByText('Generate a report: 20 credits → 33 credits')).toBeHidden()
})

for (const theme of ['light', 'dark'] as const) {
  test(`no accessibility violation in the console, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme })
    await signInAsOperator(page)
    for (const name of pages) {
      await page.goto(`/admin/${name}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectAccessible(page)
    }
  })
}

test('R36: what models were asked, by day and action, with cost and credits side by side', async ({
  page,
}) => {
  const agency = await makeAgency()
  const model = `writer-${randomBytes(4).toString('hex')}`
  await withDatabase(
    (
      sql,
    ) => sql`insert into ai_calls (workspace_id, subject_kind, subject_id, provider, model, outcome, input_tokens, output_tokens,
        duration_ms, cost_micro_usd)
      select ${agency.workspaceId}, 1, gen_random_uuid(), 'test', ${model}, outcome, 1200, 345, 900, cost
      from (values ('ok', 5200), ('busy', null)) as call(outcome, cost)`,
  )
  await signInAsOperator(page)
  await page.goto('/admin/models')
  const line = page.getByRole('row', { name: new RegExp(model) })
  await expect(line).toContainText('2,400 / 690')
  await expect(line).toContainText('$0.0052 + 1 not known')
  await expect(line).toContainText('1 busy')
  await page.getByRole('link', { name: '7 days' }).click()
  await expect(page).toHaveURL(/days=7/)
  await expect(line).toBeVisible()
  await expectAccessibleInBothThemes(page)
  await expectFitsAPhone(page)
})
