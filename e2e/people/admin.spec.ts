import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { expectFits } from '../support/accessible'
import { beginCycle, ledgerOf, makeAgency, signInAs, signInAsOperator, withDatabase } from '../support/agency'
import { press, tabTo } from '../support/keyboard'

const pages = [
  'workspaces',
  'approvals',
  'cases',
  'rate-card',
  'catalog',
  'inbox',
  'findings',
  'email',
  'jobs',
  'models',
  'audit',
]

test('R35, R36: the console returns 404 for everyone but operators', async ({ page }) => {
  await signInAs(page, await makeAgency())
  for (const name of pages) {
    const response = await page.goto(`/admin/${name}`)
    expect(response?.status(), name).toBe(404)
  }
})

test('R36: an operator adds credits with a reason, and the ledger and the audit log show it', async ({
  page,
}) => {
  const agency = await makeAgency()
  await signInAsOperator(page)
  await page.goto('/admin')
  await tabTo(page, page.getByLabel(/Name, number/))
  await page.keyboard.type(String(agency.workspaceId))
  await press(page, page.getByRole('button', { name: 'Search' }))
  await expect(page).toHaveURL(/[?&]q=/)
  const found = page.getByRole('row').filter({ hasText: `#${agency.workspaceId}` })
  await press(page, found.getByRole('link', { name: 'Test agency' }).first())
  await expect(page).toHaveURL(`/admin/workspaces/${agency.workspaceId}`)
  await tabTo(page, page.getByLabel('Credits', { exact: true }))
  await page.keyboard.type('40')
  await tabTo(page, page.getByLabel('Reason').first())
  await page.keyboard.type('For the outage on Monday')
  await press(page, page.getByRole('button', { name: 'Adjust credits' }))
  await expect(page.getByText('Credits adjusted. The change is on the workspace’s statement.')).toBeVisible()
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, 40])
  await page.goto('/admin/audit')
  await expect(page.getByText(/requested a credit adjustment/).first()).toBeVisible()
})

test('R5, R36: a rate card is scheduled with a preview of its changes, then withdrawn', async ({ page }) => {
  await signInAsOperator(page)
  await page.goto('/admin/rate-card')
  await page.getByLabel('Generate a report: Credits').fill('33')
  const inTwoMonths = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 16)
  await page.getByLabel('Effective from (UTC)').fill(inTwoMonths)
  await page.getByLabel('Reason').fill('A browser test')
  const change = 'Generate a report: 20 credits → 33 credits'
  await expect(page.getByRole('region', { name: 'Price changes' })).toContainText(change)
  await page.getByRole('button', { name: 'Save new version' }).click()
  const versions = page.getByRole('region', { name: 'Versions' })
  await expect(versions.getByText(change)).toBeVisible()
  await page.getByRole('button', { name: /Withdraw version/ }).click()
  await expect(versions.getByText(change)).toBeHidden()
})

test('the console works by keyboard: skips to content and scrolls the current page link into view on a phone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signInAsOperator(page)
  await page.goto('/admin/workspaces')
  await press(page, page.getByRole('link', { name: 'Skip to content' }))
  await expect(page.getByRole('main')).toBeFocused()
  const links = page.getByRole('navigation', { name: 'Console' }).getByRole('link')
  for (let index = 1; index < pages.length; index += 1) {
    await press(page, links.nth(index))
    await expect(links.nth(index)).toHaveAttribute('aria-current', 'page')
    await expect(links.nth(index)).toBeInViewport({ ratio: 0.9 })
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
})

test('R24, R36: an operator sees how a balance was calculated, by keyboard', async ({ page }) => {
  const agency = await makeAgency()
  const { workspaceId, userId } = agency
  await withDatabase(async (sql) => {
    await beginCycle(sql, agency)
    const hold = { id: randomUUID(), subject: randomUUID() }
    await sql`insert into credit_holds (workspace_id, id, input_hash, amount, from_extra, cycle_start, actor_id, action, units,
        rate_version, subject_kind, subject_id, opened_at, lease_until)
      select ${workspaceId}, ${hold.id}, 0, 20, 0, cycle_start, ${userId}, 1, 1, 1, 1, ${hold.subject}, now() - interval '1 minute',
        now() + interval '1 hour' from credit_accounts where workspace_id = ${workspaceId}`
    await sql`update credit_accounts set held = 20, allowance_left = allowance_left - 20 where workspace_id = ${workspaceId}`
  })
  await signInAsOperator(page)
  await page.goto(`/admin/workspaces/${workspaceId}`)
  await press(page, page.getByRole('link', { name: 'How this balance was calculated' }))
  const explanation = page.getByRole('region', { name: 'How this balance was calculated' })
  await expect(explanation.getByRole('row', { name: /^Balance/ })).toContainText('2,000')
  await expect(explanation).toContainText('Held for work in progress20')
  await expect(explanation).toContainText('by Terry Tester: 20 held since')
  // No links into the workspace, which operators cannot access.
  await expect(explanation.getByRole('link')).toHaveCount(1)
  const holds = page.getByRole('table', { name: 'Open holds, oldest first' })
  await expect(holds.getByRole('row', { name: /Terry Tester/ })).toContainText('rate card 1')
  await expectFits(page)
  const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)
  await explanation.getByLabel('Balance at the end of').fill(day)
  await press(page, explanation.getByRole('button', { name: 'Show' }))
  await expect(page).toHaveURL(new RegExp(`/admin/workspaces/${workspaceId}\\?explain=${day}`))
  const then = page.getByRole('region', { name: 'How the balance of 2,000 was calculated' })
  await expect(then).toBeVisible()
  await expect(then).not.toContainText('Held for work in progress')
  await press(page, then.getByRole('link', { name: 'Close the explanation' }))
  await expect(then).toBeHidden()
})

test('R10, R36: the ledger of a workspace pages forward and back', async ({ page }) => {
  const agency = await makeAgency()
  await withDatabase(
    (
      sql,
    ) => sql`insert into credit_entries (workspace_id, seq, at, kind, amount, extra_amount, balance_after, key, input_hash,
        actor_id, action, units, rate_version, subject_kind, subject_id)
      select ${agency.workspaceId}, n, now() - interval '7 days' + n * interval '1 minute', 1, -1, 0, 2001 - n, gen_random_uuid(), 0,
        ${agency.userId}, 1, 1, 1, 1, gen_random_uuid() from generate_series(2, 40) n`,
  )
  await signInAsOperator(page)
  await page.goto(`/admin/workspaces/${agency.workspaceId}?explain=now`)
  const ledger = page.getByRole('region', { name: 'Ledger' })
  const entries = ledger.getByRole('table').getByRole('row')
  await expect(entries).toHaveCount(26)
  await press(page, ledger.getByRole('link', { name: 'Older' }))
  await expect(entries).toHaveCount(16)
  await expect(entries.last()).toContainText('2,000')
  await press(page, ledger.getByRole('link', { name: 'Newer' }))
  await expect(entries.nth(1)).toContainText('1,961')
  // Paging keeps the explanation open.
  await expect(page).toHaveURL(/explain=now/)
  await tabTo(page, page.getByRole('link', { name: 'Close the explanation' }))
})

test('R36: model calls are listed by day and action with cost and credits', async ({ page }) => {
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
  await expect(line).toContainText('$0.0052 + 1 unknown')
  await expect(line).toContainText('1 busy')
  await page.getByRole('link', { name: '7 days' }).click()
  await expect(page).toHaveURL(/days=7/)
  await expect(line).toBeVisible()
  await expectFits(page)
})

test('R30, R36: a Stripe event is shown in full and replayed, by keyboard', async ({ page }) => {
  const id = `evt_${randomUUID().replaceAll('-', '')}`
  const { workspaceId } = await makeAgency()
  const many = Array.from({ length: 60 }, (_, line) => ({ line, note: 'x'.repeat(200) }))
  await withDatabase(async (sql) => {
    const payload = { id, type: 'invoice.created', data: { object: { id: 'in_1', lines: many } } }
    await sql`insert into webhook_events (id, type, payload, status, attempts, last_error, workspace_id, received_at)
      values (${id}, 'invoice.created', ${sql.json(payload)}, 'failed', 1, 'Stripe did not answer', ${workspaceId},
        market_now() + interval '1 hour')`
    await sql`insert into webhook_attempts (event_id, status, error) values (${id}, 'failed', 'Stripe did not answer')`
  })
  await signInAsOperator(page)
  await page.goto('/admin/inbox')
  await press(page, page.getByRole('link', { name: id }))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('invoice.created')
  const attempts = page.getByRole('region', { name: 'Attempts' })
  await expect(attempts.getByRole('listitem')).toHaveText([/Failed.*Stripe did not answer/])
  const payload = page.getByRole('region', { name: 'Formatted payload' })
  await expect(payload).toContainText('"type": "invoice.created"')
  await tabTo(page, payload)
  await page.keyboard.press('End')
  await expect.poll(() => payload.evaluate((frame) => frame.scrollTop)).toBeGreaterThan(100)
  await expectFits(page)
  await press(page, page.getByRole('button', { name: `Replay event ${id}` }))
  await expect(page.getByText('Event replayed: ignored.')).toBeVisible()
  await expect(attempts.getByRole('listitem')).toHaveCount(2)
  await page.goto('/admin/audit')
  await expect(page.getByText('requested a webhook event replay').first()).toBeVisible()
})

test('R36: a failed job shows a readable cause and is retried, by keyboard', async ({ page }) => {
  const id = randomUUID()
  await withDatabase(async (sql) => {
    const output = {
      name: 'Error',
      message: 'Failed query: update "users" set "email" = $1\nparams: ann@agency.test',
      cause: { name: 'PostgresError', code: '40P01', message: 'deadlock detected' },
    }
    await sql`insert into pgboss.job (id, name, state, retry_limit, retry_count, completed_on, output, policy)
      values (${id}, 'photo-sweep', 'failed', 0, 0, now(), ${sql.json(output)}, 'exclusive')`
  })
  await signInAsOperator(page)
  await page.goto('/admin/jobs')
  const job = page.getByRole('listitem').filter({ hasText: id })
  await expect(job).toContainText('Another process changed the same rows at the same time. Retry the job.')
  await expect(job.getByText(/Failed query/)).toBeHidden()
  await press(page, job.getByText('Error details'))
  await expect(job.getByText(/Failed query: update "users"/)).toBeVisible()
  await expect(page.getByText('ann@agency.test')).toHaveCount(0)
  await expectFits(page)
  await press(page, job.getByRole('button', { name: `Retry job photo-sweep ${id}` }))
  await expect(job).toHaveCount(0)
})

test('R36, R45: an operator restores a deleted workspace, by keyboard, and its members can open it again', async ({
  page,
  browser,
}) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto('/workspace-settings')
  await page.getByRole('button', { name: 'Delete workspace' }).click()
  await page.getByLabel('Type Test agency to confirm').fill('Test agency')
  await page.getByRole('button', { name: 'Delete permanently' }).click()
  await expect(page).toHaveURL(/\/welcome/)

  const console = await (await browser.newContext()).newPage()
  await signInAsOperator(console)
  await console.goto(`/admin/workspaces/${agency.workspaceId}`)
  const deletion = console.getByRole('region', { name: 'Deleted workspace' })
  await expect(deletion).toContainText('Its data will be erased')
  await expectFits(console)
  await tabTo(console, deletion.getByLabel('Reason'))
  await console.keyboard.type('The owner called and named an invoice')
  await press(console, deletion.getByRole('button', { name: 'Restore workspace' }))
  await expect(console.getByText('Test agency is restored. We emailed 1 member.')).toBeVisible()
  await expect(deletion).toBeHidden()
  await expect(console.getByText(/restored a deleted workspace/).first()).toBeVisible()
  await page.goto('/dashboard')
  await expect(page.getByRole('button', { name: 'Workspace: Test agency' })).toBeVisible()
  await console.context().close()
})
