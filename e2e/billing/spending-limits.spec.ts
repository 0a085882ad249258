import { expect, type Page, test } from '@playwright/test'
import { filled, makeWorld, type World } from '../access/world'
import { expectFits, expectFitsAPhone } from '../support/accessible'
import { type Agency, addMember, ledgerOf, makeAgency, signInAs, withDatabase } from '../support/agency'
import { press, tabTo } from '../support/keyboard'

const LIMITS = '/workspace-settings?tab=billing&view=usage#spending-limits'

const alertOn = (page: Page) => page.getByRole('alert').filter({ hasText: /\S/ })

/** Sets a member's spending limit in the database, for tests about something else. */
async function limitMember({ workspaceId }: Pick<World, 'workspaceId'>, member: Agency, most: number | null) {
  await withDatabase(async (sql) => {
    await sql`delete from spending_limits where workspace_id = ${workspaceId}`
    if (most !== null)
      await sql`insert into spending_limits (workspace_id, kind, subject, most_credits)
        values (${workspaceId}, 'member', ${member.userId}, ${most})`
  })
}

const spendingLimitsOf = ({ workspaceId }: Agency) =>
  withDatabase(async (sql) =>
    (
      await sql`select most_credits from spending_limits where workspace_id = ${workspaceId} order by most_credits`
    ).map((row) => Number(row.most_credits)),
  )

/** The explanation starts at the beginning of a cycle, which is not recorded for an agency created by hand. */
const beginCycle = ({ workspaceId }: Agency) =>
  withDatabase(
    (
      sql,
    ) => sql`insert into credit_cycles (workspace_id, first_seq, cycle_start, cycle_end, extra_left, frozen, held_extra)
      select workspace_id, 1, cycle_start, cycle_end, 0, 0, 0 from credit_accounts where workspace_id = ${workspaceId}`,
  )

async function describeImage(page: Page): Promise<void> {
  await tabTo(page, page.getByLabel('Headline'))
  await page.keyboard.type('A garden home')
}

test('R11, R31: a limited member is refused, asks for more, is notified of the raise and continues; the explanation shows who raised it', async ({
  page,
  browser,
}) => {
  const agency = await makeAgency()
  await beginCycle(agency)
  const member = await addMember(agency, 'member')
  const owner = await (await browser.newContext()).newPage()
  await signInAs(owner, agency)
  await signInAs(page, member)

  await owner.goto(LIMITS)
  await tabTo(owner, owner.getByRole('textbox', { name: 'Spending limit for Mo Member' }))
  await owner.keyboard.type('30')
  // One error keeps all of them from being saved, and is shown at its row.
  const onReports = owner.getByRole('textbox', { name: 'Spending limit for Generate a report' })
  await onReports.fill('many')
  await press(owner, owner.getByRole('button', { name: 'Save spending limits' }))
  await expect(onReports).toHaveAccessibleDescription('Enter a whole number.')
  await expect(onReports).toBeFocused()
  expect(await spendingLimitsOf(agency)).toEqual([])
  await onReports.fill('500')
  await press(owner, owner.getByRole('button', { name: 'Save spending limits' }))
  await expect(owner.getByText('2 spending limits saved.').first()).toBeVisible()
  expect(await spendingLimitsOf(agency)).toEqual([30, 500])
  await expect(owner.getByText('0 of 30 used')).toBeVisible()
  await onReports.fill('')
  await press(owner, owner.getByRole('button', { name: 'Save spending limits' }))
  await expect(owner.getByText('Spending limit saved.').first()).toBeVisible()
  expect(await spendingLimitsOf(agency)).toEqual([30])

  // Two forms are open while the spending limit leaves enough for one.
  const late = await page.context().newPage()
  await late.goto('/images/new')
  await page.goto('/images/new')
  await expect(page.getByText('1,980 left after this')).toBeVisible()
  await describeImage(page)
  await press(page, page.getByRole('button', { name: 'Create image' }))
  await expect(page).toHaveURL(/\/images\/[0-9a-f-]{36}/)

  // The other form updates automatically, before a click.
  await expect(late.getByText('Your spending limit leaves you 10 credits until the reset.')).toBeVisible()
  await expect(late.getByRole('button', { name: 'Create image' })).toBeDisabled()
  await expectFits(late)

  await press(late, late.getByRole('link', { name: 'Ask for more' }))
  await expect(late).toHaveURL(/view=usage#spending-limits$/)
  // Its form is loaded when it is about to be visible.
  await late.getByRole('region', { name: 'Your spending limits' }).scrollIntoViewIfNeeded()
  await late.getByLabel('New limit (optional)').first().fill('60')
  await late.getByLabel('Reason (optional)').fill('An open house')
  await press(late, late.getByRole('button', { name: 'Ask for more: Mo Member' }))
  await expect(late.getByText('Your owners have been notified')).toBeVisible()
  await expect(late.getByText(/^You requested 60 credits/)).toBeVisible()
  await press(late, late.getByRole('button', { name: 'Ask for more: Mo Member' }))
  await expect(late.getByText('You already asked today')).toBeVisible()
  await expectFits(late)

  await owner.goto('/notifications')
  await expect(
    owner.getByRole('heading', { name: 'Mo Member requested a higher spending limit' }),
  ).toBeVisible()
  await press(owner, owner.getByRole('link', { name: 'Change spending limit' }))
  await expect(owner).toHaveURL(/view=usage#spending-limits$/)
  await expect(owner.getByText(/^Mo Member requested 60 credits/)).toBeVisible()
  await expectFits(owner)
  await press(owner, owner.getByRole('button', { name: 'Raise to 60: spending limit for Mo Member' }))
  await expect(owner.getByText(/^Mo Member requested 60 credits/)).toHaveCount(0)
  await expect(owner.getByRole('textbox', { name: 'Spending limit for Mo Member' })).toHaveValue('60')
  expect(await spendingLimitsOf(agency)).toEqual([60])

  // The answer is in the notifications of the open page, with the person who gave it.
  await late.getByRole('link', { name: 'Notifications, 1 unread' }).first().click()
  await expect(
    late.getByRole('heading', { name: 'Terry Tester changed your spending limit to 60' }),
  ).toBeVisible()
  await late.goto('/images/new')
  await describeImage(late)
  await press(late, late.getByRole('button', { name: 'Create image' }))
  await expect(late).toHaveURL(/\/images\/[0-9a-f-]{36}/)
  await expect.poll(async () => (await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, -20, -20])

  await late.goto('/workspace-settings?tab=billing&view=statement&explain=now')
  const explanation = late.getByRole('region', { name: 'How your balance was calculated' })
  await expect(explanation.getByText('Spending limits changed this cycle')).toBeVisible()
  await expect(
    explanation.getByText(
      /\d{4}, \d+:\d\d [AP]M: Terry Tester changed the spending limit for Mo Member from 30 to 60\./,
    ),
  ).toBeVisible()
  await expectFitsAPhone(late)
})

test('R7, R11: every form that spends shows the spending limit before the click, and after a click that came too late', async ({
  page,
}) => {
  const world = await makeWorld({ rowsEach: 500 })
  const { member } = world.people
  await signInAs(page, member)
  const forms: { at: string; button: RegExp; confirm?: RegExp; ready?: () => Promise<void> }[] = [
    { at: '/reports/new', button: /^Create (another )?report$/, ready: () => chooseArea(page) },
    {
      at: '/images/new',
      button: /^Create image$/,
      ready: () => page.getByLabel('Headline').fill('A home'),
    },
    { at: '/images/$images:ready', button: /^Regenerate image$/ },
    {
      at: '/images/$images:ready',
      button: /^Edit image$/,
      ready: () => page.getByLabel('What to change').fill('make it dusk'),
    },
    { at: '/images/$images:cancelled', button: /^Retry$/ },
    { at: '/valuations/new?from=$valuations:cancelled', button: /^Create (another )?valuation$/ },
    { at: '/valuations/$valuations:cancelled', button: /^Retry$/ },
    { at: '/campaigns/$campaigns:draft', button: /^Send for/, confirm: /^Send to / },
    { at: '/listings', button: /^Create .*posts? for/ },
  ]
  for (const { at, button, confirm, ready } of forms) {
    const address = await filled(at, world)
    await test.step(`${at} ${button}`, async () => {
      await limitMember(world, member, null)
      await page.goto(address)
      await ready?.()
      await expect(page.getByRole('button', { name: button })).toBeEnabled()
      await limitMember(world, member, 2)
      await page.getByRole('button', { name: button }).click()
      if (confirm) await page.getByRole('dialog').getByRole('button', { name: confirm }).click()
      const refused = alertOn(page).filter({ hasText: 'Your spending limit is 2 credits per cycle' })
      await expect(refused).toBeVisible()
      await expect(refused.getByRole('link', { name: 'Ask for more' })).toHaveAttribute('href', LIMITS)

      await page.goto(address)
      await expect(
        page.getByText('Your spending limit leaves you 2 credits until the reset.').first(),
      ).toBeVisible()
      await expect(page.getByRole('link', { name: 'Ask for more' }).first()).toHaveAttribute('href', LIMITS)
      await expect(page.getByRole('button', { name: button })).toBeDisabled()
    })
  }
  expect(
    await withDatabase(
      (sql) => sql`select 1 from credit_holds where workspace_id = ${world.workspaceId}
    and actor_id = ${member.userId}`,
    ),
  ).toEqual([])
})

async function chooseArea(page: Page): Promise<void> {
  await page.getByLabel('Area (zip code)').fill('98103')
  await page.getByRole('option', { name: /98103/ }).click()
  await expect(page.getByText(/Based on \d+ sales/)).toBeVisible()
}
