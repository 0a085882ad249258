import { expect, type Page, test } from '@playwright/test'
import { expectAccessibleInBothThemes, expectFits } from '../support/accessible'
import { type Agency, makeAgency, signInAs, withDatabase } from '../support/agency'
import {
  OVERVIEW,
  openView,
  PAYMENT,
  PLANS,
  payByCard,
  STATEMENT,
  statementTable,
  USAGE,
} from '../support/billing-views'
import { press, tabTo } from '../support/keyboard'
import { giveHistory } from '../support/long-history'
import {
  CHART_SCRIPT_BYTES,
  countScripts,
  LIST_SCRIPT_BYTES,
  MOST_SCRIPT_BYTES,
} from '../support/script-bytes'

const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

/** A subscriber with a history, so that every view has content. */
async function subscriber(page: Page): Promise<Agency> {
  const agency = await makeAgency({ plan: 'trial', status: 'trialing', allowance: 100, left: 10 })
  await signInAs(page, agency)
  await page.goto(PLANS)
  await page.getByRole('button', { name: /^Subscribe to Starter for \$49/ }).click()
  await payByCard(page)
  await page.waitForURL(/[?]tab=billing/)
  await giveHistory(agency, 20)
  return agency
}

/** How much of the page is below the screen, apart from the demo's own clock. */
const hiddenBelow = (page: Page) =>
  page.evaluate(() => {
    const clock = document.querySelector('[aria-label="Time in this demo"]')
    const space = clock ? clock.getBoundingClientRect().height + 24 : 0
    return document.documentElement.scrollHeight - space - window.innerHeight
  })

test('R24: what is left, how long it lasts and what to do are on one screen, and every other question is one click away', async ({
  page,
}) => {
  await subscriber(page)
  for (const size of SIZES) {
    await test.step(`${size.width} wide`, async () => {
      await page.setViewportSize(size)
      const isPhone = size.width < 640

      await openView(page, OVERVIEW)
      const balance = page.getByRole('region', { name: 'Balance' })
      await expect(balance.getByText(/^[\d,]+ of 500 used, [\d,]+ left$/)).toBeVisible()
      await expect(balance.getByText(/^You’ll run out on \w{3} \d+$/)).toBeVisible()
      const advice = page.getByRole('region', { name: 'Recommendation' })
      await expect(advice.getByText(/^\$[\d,.]+$/).first()).toBeVisible()
      await expect(advice.getByRole('button')).toHaveCount(1)
      const plan = page.getByRole('region', { name: 'Plan', exact: true })
      await expect(plan.getByText(/^\$49, \w{3} \d+, \d{4}$/)).toBeVisible()
      await expect(plan.getByRole('link', { name: /^\$49, .* paid$/ })).toBeVisible()
      await expect(page.getByRole('region', { name: 'Credits used' }).getByRole('definition')).toHaveCount(3)
      await expect(page.getByText(/^[\d,]+ credits cover .* reports?, .*\./)).toBeVisible()
      await expect.poll(() => hiddenBelow(page)).toBeLessThanOrEqual(0)

      const tabs = page.getByRole('navigation', { name: 'Plan and billing' })
      await press(page, tabs.getByRole('link', { name: 'Usage' }))
      await expect(page.getByRole('region', { name: 'Credit usage' })).toBeVisible()
      await expect(page).toHaveTitle(/^Usage/)

      await openView(page, OVERVIEW)
      const opener = isPhone
        ? page.getByRole('region', { name: 'Credits left' }).getByRole('link', { name: 'Buy credits' })
        : balance.getByRole('link', { name: 'Buy credits' })
      await press(page, opener)
      const sheet = page.getByRole('dialog', { name: 'Plans and packs' })
      await expect(sheet.getByRole('button', { name: 'Buy 100 credits for $15' })).toBeVisible()
      await expect(sheet.getByRole('table', { name: 'Plans with credits' })).toBeVisible()
      await expectAccessibleInBothThemes(page, { within: '[role=dialog]' })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
      await page.keyboard.press('Escape')
      await expect(sheet).toBeHidden()
      await expect(page).toHaveURL(/\?tab=billing$/)
      await expect(opener).toBeFocused()

      await press(page, tabs.getByRole('link', { name: 'Payment and invoices' }))
      await expect(page.getByRole('table', { name: 'Invoices and receipts, newest first' })).toBeVisible()
    })
  }
})

test('R24: every view streams in without layout shift, within the script budget, and without what only other views need', async ({
  page,
}) => {
  const agency = await makeAgency({ plan: 'scale', allowance: 10_000 })
  await giveHistory(agency, 700)
  await signInAs(page, agency)
  for (const address of [OVERVIEW, USAGE, STATEMENT, PLANS, PAYMENT]) {
    const context = page.context()
    const view = await context.newPage()
    const scripts = countScripts(view)
    await view.addInitScript(watchShifts)
    await openView(view, address)
    expect(await view.evaluate(() => Reflect.get(window, 'layoutShift')), address).toBeLessThan(0.01)
    const bytes = await scripts.bytes()
    const own = address === OVERVIEW ? MOST_SCRIPT_BYTES : LIST_SCRIPT_BYTES
    const most = address === USAGE ? own + CHART_SCRIPT_BYTES : own
    expect(bytes, `${bytes} bytes of script at load: ${address}`).toBeLessThan(most)
    await view.close()
  }
  await openView(page, OVERVIEW)
  await expect(page.getByRole('table')).toHaveCount(0)
})

function watchShifts(): void {
  let total = 0
  Reflect.set(window, 'layoutShift', 0)
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) total += Number(Reflect.get(entry, 'value'))
    Reflect.set(window, 'layoutShift', total)
  }).observe({ type: 'layout-shift', buffered: true })
}

const OLD_LINKS = [
  ['#packs', /view=plans#packs$/],
  ['#plans', /view=plans#plans$/],
  ['#usage', /view=usage#usage$/],
  ['#spending-limits', /view=usage#spending-limits$/],
  ['#auto-top-up', /view=payment#auto-top-up$/],
  ['#billing-details', /view=payment#billing-details$/],
  ['#statement', /view=statement#statement$/],
  ['&from=2020-01-01&to=2020-01-02#statement', /from=2020-01-01&to=2020-01-02#statement$/],
] as const

test('R24: links from before the page had views arrive at the section they name, and stay there while the page loads', async ({
  page,
}) => {
  const agency = await makeAgency()
  await giveHistory(agency, 70)
  await signInAs(page, agency)
  for (const [rest, address] of OLD_LINKS) {
    await page.goto('/dashboard')
    await page.goto(`${OVERVIEW}${rest}`)
    await expect(page).toHaveURL(address)
    const section = page.locator(rest.slice(rest.indexOf('#')))
    await expect(section).toBeVisible()
    await expect(page.getByText(/^Loading/)).toHaveCount(0)
    await expect(section).toBeInViewport()
    // At the top, or as far up as the end of the page allows.
    await expect
      .poll(() =>
        section.evaluate((element) => {
          const { top } = element.getBoundingClientRect()
          const atEnd = window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2
          return top >= 0 && (top < 140 || atEnd)
        }),
      )
      .toBe(true)
  }
  await page.goto(`${OVERVIEW}&explain=now`)
  await expect(page.getByRole('region', { name: 'How your balance was calculated' })).toBeVisible()
})

test('R24: plans and packs have an address over a view, and in a new tab the same link opens their own view', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 400 })
  await giveHistory(agency, 14)
  await signInAs(page, agency)
  await page.goto(`${USAGE}&sheet=plans`)
  const sheet = page.getByRole('dialog', { name: 'Plans and packs' })
  await expect(sheet.getByRole('table', { name: 'Plans with monthly limits' })).toBeVisible()
  // In the order that was asked for, each pack with its total and each plan with its price per credit.
  await expect(sheet.getByRole('region').first()).toHaveAccessibleName('Plans')
  await expect(sheet.getByRole('row', { name: /^Growth/ })).toContainText('7.5¢')
  await expect(sheet.getByRole('option', { name: '2 × 500 = $120' })).toBeAttached()
  await sheet.getByRole('button', { name: 'Close' }).click()
  await expect(page).toHaveURL(/view=usage$/)
  await expect(page.getByRole('region', { name: 'Credit usage' })).toBeVisible()

  await page.goto(OVERVIEW)
  await page.getByRole('region', { name: 'Plan', exact: true }).getByRole('link').last().click()
  await expect(sheet).toBeVisible()
  await page.goBack()
  await expect(sheet).toBeHidden()

  // In a new tab, the same link opens their own view.
  const link = page.getByRole('region', { name: 'Balance' }).getByRole('link', { name: 'Buy credits' })
  await page.goto((await link.getAttribute('href')) ?? '')
  await expect(page).toHaveURL(/view=plans#packs$/)
  await expect(page.getByRole('button', { name: 'Buy 100 credits for $15' })).toBeVisible()
  await expect(sheet).toBeHidden()
})

test('R3, R24: on a plan with limits each view shows the limits instead of credits', async ({ page }) => {
  const agency = await makeAgency({ plan: 'essentials', allowance: 0, left: 0 })
  await withDatabase(
    (sql) => sql`insert into limit_counters (workspace_id, cycle_start, metric, used)
      select workspace_id, cycle_start, 'reports', 9 from credit_accounts where workspace_id = ${agency.workspaceId}`,
  )
  await signInAs(page, agency)
  await openView(page, OVERVIEW)
  await expect(page.getByRole('main').getByRole('meter')).toHaveCount(3)
  const advice = page.getByRole('region', { name: 'Recommendation' })
  await expect(advice).toContainText('Upgrade to Agency')
  await expect(advice).toContainText('$99 a month')
  await expectFits(page)
  await openView(page, USAGE)
  await expect(page.getByRole('main').getByRole('meter')).toHaveCount(7)
  await openView(page, STATEMENT)
  await expect(page.getByText('Your plan has monthly limits instead of credits')).toBeVisible()
  await openView(page, PLANS)
  await expect(page.getByRole('table').first()).toHaveAccessibleName('Plans with monthly limits')
  await expect(page.getByRole('button', { name: /^Buy/ })).toHaveCount(0)
})

test('R24: the statement and the invoices print without tabs, filters and buttons', async ({ page }) => {
  const agency = await makeAgency()
  await giveHistory(agency, 70)
  await signInAs(page, agency)
  await openView(page, STATEMENT)
  await page.emulateMedia({ media: 'print' })
  await expect(statementTable(page)).toBeVisible()
  await expect(page.getByText('Test agency · Statement')).toBeVisible()
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'CSV' })).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await tabTo(page, page.getByRole('link', { name: 'CSV' }))
})

test('R24: no view prints a button, and billing details print as an address', async ({ page }) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  for (const address of [OVERVIEW, USAGE, PLANS, PAYMENT]) {
    await page.emulateMedia({ media: 'screen' })
    await openView(page, address)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByRole('main')).toBeVisible()
    await expect(page.getByRole('button', { name: /^(Buy|Upgrade|Switch|Save|Cancel|Manage)/ })).toHaveCount(
      0,
    )
  }
  const details = page.getByRole('region', { name: 'Billing details' })
  await expect(details.getByRole('listitem').first()).toHaveText('Test agency')
  await expect(details.getByRole('textbox')).toHaveCount(0)
})
