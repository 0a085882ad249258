import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { addImage } from '../access/made-work'
import { makeKey } from '../access/world'
import { expectAccessibleInBothThemes, expectFits } from '../support/accessible'
import {
  type Agency,
  ledgerOf,
  makeAgency,
  signInAs,
  signInAsOperator,
  withDatabase,
} from '../support/agency'
import { PAYMENT, PLANS, payByCard } from '../support/billing-views'
import { press } from '../support/keyboard'
import { product } from '../support/product'
import { clockIn, type Rate, raisedRates, scheduleRates } from '../support/scheduled-rates'

/** A month with the workspaces of all other tests takes minutes on a slow machine. */
const MONTH_MS = 600_000

// All workspaces share the clock, so these tests run one after the other.
test.describe.configure({ mode: 'default', timeout: 4 * MONTH_MS })

const stripeSkipped = async () => {
  const answer = await fetch(`${product().stripeUrl}/_local/clock`)
  return ((await answer.json()) as { skippedSeconds: number }).skippedSeconds
}
const skipped = () =>
  withDatabase(async (sql) => Number((await sql`select offset_seconds as s from time_machine`)[0]?.s ?? 0))

/** Moves the demo clock and confirms the dialog. */
async function skip(page: Page, step: string | RegExp): Promise<void> {
  await page.getByRole('region', { name: 'Time in this demo' }).getByRole('button', { name: step }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Move clock to / })
    .click()
  // A month is simulated day by day, with each day’s jobs.
  await expect(page.getByRole('dialog')).toBeHidden({ timeout: MONTH_MS })
}

/** Every other page of the demo shows that the clock is ahead. */
async function expectClockOutside(page: Page): Promise<void> {
  const stranger = await (await page.context().browser()?.newContext())?.newPage()
  if (!stranger) throw new Error('a browser has contexts')
  for (const path of ['/sign-in', '/nowhere']) {
    await stranger.goto(`${product().url}${path}`)
    await expect(stranger.getByRole('complementary', { name: 'Demo clock' })).toContainText(/ ahead$/)
    await expectFits(stranger)
  }
  await stranger.context().close()
  // Pages with the clock itself don’t show the banner.
  await expect(page.getByRole('complementary', { name: 'Demo clock' })).toBeHidden()
}

test('R14, R25: moving the demo clock renews the plan and grants the full allowance', async ({ page }) => {
  const agency = await makeAgency({ plan: 'trial', status: 'trialing', allowance: 100, left: 10 })
  await signInAs(page, agency)
  await page.goto(PLANS)
  await page.getByRole('button', { name: /^Subscribe to Starter for \$49/ }).click()
  await payByCard(page)
  await page.waitForURL(/[?]tab=billing/)
  await page.goto('/dashboard')
  const time = page.getByRole('region', { name: 'Time in this demo' })
  await expectAccessibleInBothThemes(page, { within: 'section[aria-label="Time in this demo"]' })

  const seen = await skipped()
  await time.getByRole('button', { name: 'Skip a day' }).click()
  const dialog = page.getByRole('dialog', { name: 'Move the demo clock?' })
  await expect(dialog.getByText('The clock is shared by every workspace in this demo')).toBeVisible()
  await expect(
    dialog.getByText('Trials, invitations and sign-in links that are due will expire.'),
  ).toBeVisible()
  await expectAccessibleInBothThemes(page, { within: '[role=dialog]' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(await skipped()).toBe(seen)
  await skip(page, 'Skip a day')
  await expect(page.getByText(/^The demo clock is now at .*\.$/)).toBeVisible()
  expect(await skipped()).toBe(seen + 86_400)
  await expect(time).toHaveAttribute('data-skipped-seconds', String(seen + 86_400))
  await expect(time.getByText(/^Demo clock: \w{3} \d{1,2}, \d{4} · \d+ days? ahead$/)).toBeVisible()
  await expectClockOutside(page)

  await skip(page, /^Skip to the reset on /)
  await expect.poll(skipped).toBeGreaterThan(seen + 27 * 86_400)
  await expect.poll(stripeSkipped).toBe(await skipped())
  // The renewal was paid and recorded in the ledger.
  await expect
    .poll(() =>
      withDatabase(async (sql) => {
        const [row] = await sql`select paid_until > market_now() as paid, status
          from subscriptions where workspace_id = ${agency.workspaceId}`
        return row
      }),
    )
    .toMatchObject({ paid: true, status: 'active' })
  await page.goto(PAYMENT)
  await expect(
    page
      .getByRole('table', { name: 'Invoices and receipts, newest first' })
      .getByRole('link', { name: /^PDF/ }),
  ).toHaveCount(2)
  await expect.poll(async () => (await ledgerOf(agency.workspaceId)).left).toBe(500)
})

/** A listing image, and a campaign that isn’t confirmed yet, for the pages that show their costs. */
async function makeWork(page: Page, agency: Agency): Promise<{ image: string; campaign: string }> {
  const image = await withDatabase((sql) =>
    sql.begin(async (tx) => {
      await addImage(tx, agency, 'ready')
      await tx`insert into contacts (workspace_id, id, email, first_name, consent_source, consent_at, created_by)
        values (${agency.workspaceId}, ${randomUUID()}, ${`${randomUUID()}@list.test`}, 'Pat', 'Open house', now(),
          ${agency.userId})`
      const [row] = await tx`select id from images where workspace_id = ${agency.workspaceId}`
      return String(row?.id)
    }),
  )
  await page.goto('/templates')
  await page.getByRole('button', { name: 'Use template: Market update (email)' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.goto('/campaigns/new')
  await page.getByLabel('Name').fill('Spring news')
  await page.getByLabel('Template').selectOption({ label: 'Market update' })
  await page.getByRole('textbox', { name: 'Key figure' }).fill('a median of $612,000')
  await page.getByRole('textbox', { name: 'Agent' }).fill('Sam Rivera')
  await page.getByRole('button', { name: 'Save and preview' }).click()
  await expect(page.getByRole('button', { name: /^Send for \d+ credits$/ })).toBeVisible()
  return { image, campaign: new URL(page.url()).pathname }
}

test('R28, R36: an operator moves a subscriber to newer terms, by keyboard; they are notified, and it starts with the next period', async ({
  page,
  browser,
}) => {
  const agency = await makeAgency({ plan: 'trial', status: 'trialing', allowance: 100, left: 10 })
  await signInAs(page, agency)
  await page.goto(PLANS)
  await page.getByRole('button', { name: /^Subscribe to Scale for / }).click()
  await payByCard(page)
  await page.waitForURL(/[?]tab=billing/)
  const { plan, price, allowance } = await withDatabase(async (sql) => {
    const [row] =
      await sql`select p.key as plan, p.monthly_price_cents as price, p.allowance_credits as allowance
      from subscriptions s join plans p on p.key = s.plan_key where s.workspace_id = ${agency.workspaceId}`
    return { plan: String(row?.plan), price: Number(row?.price), allowance: Number(row?.allowance) }
  })

  const context = await browser.newContext()
  const desk = await context.newPage()
  await signInAsOperator(desk)
  await desk.goto('/admin/catalog')
  const scale = desk.getByRole('region', { name: 'Scale', exact: true })
  await press(desk, scale.getByText('Change Scale'))
  await scale.getByLabel('Monthly price (USD)').fill(String((price + 1_000) / 100))
  await scale.getByLabel('Credits per month').fill(String(allowance + 100))
  await press(desk, scale.getByRole('button', { name: 'Save Scale' }))
  await press(desk, desk.getByRole('link', { name: 'Move subscribers of Scale to these terms' }))
  const who = desk
    .getByRole('table', { name: /^Changes by/ })
    .getByRole('row', { name: new RegExp(`^${plan}, billed monthly`) })
  await expect(who).toContainText('+$10 per month')
  await expect(who).toContainText('(+100)')
  await expectFits(desk)
  const one = desk.getByRole('listitem').filter({ hasText: `#${agency.workspaceId}` })
  await press(desk, one.locator('summary'))
  await one.getByLabel('Reason').fill('The new price list')
  await press(desk, one.getByRole('button', { name: `Move workspace ${agency.workspaceId}` }))
  const moves = desk.getByRole('region', { name: 'Moves to these terms' })
  await expect(async () => {
    await desk.reload()
    await expect(moves.getByRole('listitem').filter({ hasText: `#${agency.workspaceId}` })).toContainText(
      'Scheduled',
      {
        timeout: 1_000,
      },
    )
  }).toPass()
  await expectFits(desk)
  await desk.goto('/admin/audit')
  await expect(desk.getByText(/moved a subscriber to newer plan terms/).first()).toBeVisible()
  await context.close()

  await page.goto(PLANS)
  const card = page.getByRole('region', { name: 'Plan', exact: true })
  await expect(card.getByText(/^New terms for Scale start /)).toBeVisible()
  await expect(card.getByRole('button', { name: 'Keep Scale' })).toHaveCount(0)
  await expectFits(page)
  await page.goto('/notifications')
  await expect(page.getByText(/Scale has new terms starting /).first()).toBeVisible()
  expect((await ledgerOf(agency.workspaceId)).left).toBe(allowance)

  await page.goto('/dashboard')
  await skip(page, /^Skip to the reset on /)
  await expect
    .poll(() =>
      withDatabase(async (sql) => {
        const [row] = await sql`select plan_key <> ${plan} as moved, pending_plan_key as pending
          from subscriptions where workspace_id = ${agency.workspaceId}`
        return row
      }),
    )
    .toMatchObject({ moved: true, pending: null })
  await page.goto(PLANS)
  await expect.poll(async () => (await ledgerOf(agency.workspaceId)).left).toBe(allowance + 100)
})

test('R5, R7, R8: a scheduled rate card applies on every page from its start, and an older page asks again', async ({
  page,
  browser,
  request,
}) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  const { image, campaign } = await makeWork(page, agency)
  const [read, spend] = await Promise.all(
    ['credits.read', 'credits.spend'].map((scope) => makeKey(agency, scope)),
  )
  const { before, after } = await raisedRates()
  const rateOf = (rates: Rate[], action: string) =>
    rates.find((rate) => rate.action === action) ?? { credits: 0, per: 1, minimum: 0 }
  const creditsOf = (action: string, rates = after) => `${rateOf(rates, action).credits} credits`

  // The operator uses a separate browser.
  const context = await browser.newContext()
  const desk = await context.newPage()
  await signInAsOperator(desk)
  await scheduleRates(desk, after, await clockIn(12))
  await expectFits(desk)
  await context.close()

  // Before it takes effect, prices are unchanged, and the rate card announces the next one.
  await page.goto('/images/new')
  await expect(page.getByText(creditsOf('image.generate', before), { exact: true }).first()).toBeVisible()
  await page.goto('/help/credits')
  await expect(page.getByText(/The next one takes effect on /)).toBeVisible()
  const opened = await page.context().newPage()
  // Without live updates, because otherwise it would show the new price automatically.
  await opened.route('**/api/live**', (route) => route.abort())
  await opened.goto('/reports/new')
  await opened.getByLabel('Area (zip code)').fill('98103')
  await opened.getByRole('option', { name: /98103/ }).click()
  await expect(opened.getByText(/Based on \d+ sales/)).toBeVisible()
  await expect(opened.getByText(creditsOf('report.generate', before), { exact: true }).first()).toBeVisible()

  await page.goto('/dashboard')
  const seen = await skipped()
  await skip(page, 'Skip a day')
  await expect.poll(skipped).toBe(seen + 86_400)
  const { amounts } = await ledgerOf(agency.workspaceId)

  for (const [path, action] of [
    ['/reports/new', 'report.generate'],
    ['/images/new', 'image.generate'],
    [`/images/${image}`, 'image.edit'],
    [`/images/${image}`, 'image.regenerate'],
    ['/valuations/new', 'valuation.instant'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByText(creditsOf(action), { exact: true }).first(), action).toBeVisible()
  }
  await page.goto('/workspace-settings/feeds/connect')
  await expect(page.getByText(new RegExp(`gets a post for ${creditsOf('feed.post')}`))).toBeVisible()
  await page.goto(campaign)
  const { credits: block, minimum } = rateOf(after, 'campaign.send')
  await expect(
    page.getByRole('button', { name: `Send for ${Math.max(block, minimum)} credits` }),
  ).toBeVisible()
  await page.goto('/help/credits')
  const card = page.getByRole('table', { name: 'Cost of every action' })
  for (const { label, credits } of after)
    await expect(card.getByRole('row', { name: new RegExp(`^${label}`) }).first()).toContainText(
      `${credits} credit`,
    )
  for (const { action, credits, minimum: least } of after) {
    const quote = await request.get(`/api/v1/quote?action=${action}`, {
      headers: { Authorization: `Bearer ${read}` },
    })
    expect(await quote.json(), action).toMatchObject({ credits: Math.max(credits, least) })
  }

  // The older page is refused with the new price, and nothing is charged.
  await opened.getByRole('button', { name: 'Create report' }).click()
  const was = creditsOf('report.generate', before).replace(' credits', '')
  await expect(
    opened.getByText(`now costs ${creditsOf('report.generate')} instead of ${was}. You weren’t charged`),
  ).toBeVisible()
  const stale = await request.post('/api/v1/charges', {
    headers: { Authorization: `Bearer ${spend}`, 'Idempotency-Key': 'opened before' },
    data: { action: 'report.generate', quotedCredits: rateOf(before, 'report.generate').credits },
  })
  expect([stale.status(), await stale.json()]).toEqual([
    409,
    expect.objectContaining({ credits: rateOf(after, 'report.generate').credits }),
  ])
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual(amounts)
  await opened.getByRole('button', { name: `Create for ${creditsOf('report.generate')}` }).click()
  await expect(opened.getByRole('link', { name: `Cost ${creditsOf('report.generate')}` })).toBeVisible()
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([
    ...amounts,
    -rateOf(after, 'report.generate').credits,
  ])
})

test('on a phone the bar does not widen the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signInAs(page, await makeAgency())
  await page.goto('/dashboard')
  await expect(page.getByRole('button', { name: 'Skip a week' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
