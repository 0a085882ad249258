import { gzipSync } from 'node:zlib'
import { expect, type Page, test } from '@playwright/test'
import { makeAgency, signInAs } from '../support/agency'
import { OVERVIEW, STATEMENT } from '../support/billing-views'
import { giveHistory } from '../support/long-history'
import { MOST_SCRIPT_BYTES } from '../support/script-bytes'

/** A card that only this tab has. Billing has a row of views instead. */
const TABS = [
  { key: 'general', label: 'Workspace', region: 'Brand' },
  { key: 'members', label: 'Members', region: 'Invite a member' },
  { key: 'billing', label: 'Plan and billing', region: null },
  { key: 'notifications', label: 'Notifications', region: 'Notification settings' },
  { key: 'keys', label: 'API keys', region: 'Create API key' },
  { key: 'webhooks', label: 'Webhooks', region: 'Create webhook' },
] as const
const [GENERAL, MEMBERS, BILLING] = TABS

const tabLink = (page: Page, label: string) =>
  page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: label, exact: true })

async function expectTab(page: Page, { label, region }: (typeof TABS)[number]): Promise<void> {
  await expect(tabLink(page, label)).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('navigation', { name: 'Settings' }).locator('[aria-current]')).toHaveCount(1)
  await expect(
    region ? page.getByRole('region', { name: region }) : page.getByRole('navigation', { name: label }),
  ).toBeVisible()
}

/** Gone after a full page load. */
const mark = (page: Page) => page.evaluate(() => Reflect.set(window, 'sameDocument', true))
const isMarked = (page: Page) => page.evaluate(() => Reflect.get(window, 'sameDocument') === true)

test('R24: each tab of the settings keeps its address after a click, back, forward and a reload', async ({
  page,
}) => {
  await signInAs(page, await makeAgency())
  await page.goto('/workspace-settings')
  await expectTab(page, GENERAL)
  await mark(page)
  for (const tab of [...TABS.slice(1), GENERAL]) {
    await tabLink(page, tab.label).click()
    await expect(page).toHaveURL(`/workspace-settings?tab=${tab.key}`)
    await expectTab(page, tab)
  }
  for (const tab of TABS.toReversed().slice(0, 3)) {
    await page.goBack()
    await expect(page).toHaveURL(`/workspace-settings?tab=${tab.key}`)
    await expectTab(page, tab)
  }
  await page.goForward()
  await expect(page).toHaveURL('/workspace-settings?tab=keys')
  expect(await isMarked(page), 'tabs change without loading the page again').toBe(true)
  for (const tab of TABS) {
    await page.goto(`/workspace-settings?tab=${tab.key}`)
    await page.reload()
    await expect(page).toHaveURL(`/workspace-settings?tab=${tab.key}`)
    await expectTab(page, tab)
  }
})

test('R24: the page of a tab answers at its own address too', async ({ page }) => {
  await signInAs(page, await makeAgency())
  for (const tab of TABS) {
    await page.goto(`/workspace-settings/${tab.key}`)
    await expectTab(page, tab)
  }
  await tabLink(page, BILLING.label).click()
  await expect(page).toHaveURL(OVERVIEW)
  await expectTab(page, BILLING)
})

test('R24: a tab opens from another one even if nothing of it was loaded ahead', async ({ page }) => {
  await signInAs(page, await makeAgency())
  await page.route('**/workspace-settings?**', async (route) => {
    const { 'next-router-prefetch': ahead } = route.request().headers()
    await (ahead ? route.abort() : route.continue())
  })
  await page.goto('/workspace-settings')
  await expectTab(page, GENERAL)
  await mark(page)
  for (const tab of [BILLING, MEMBERS, GENERAL, BILLING]) {
    await tabLink(page, tab.label).click()
    await expect(page).toHaveURL(`/workspace-settings?tab=${tab.key}`)
    await expectTab(page, tab)
  }
  expect(await isMarked(page), 'tabs change without loading the page again').toBe(true)
})

test('a change on a tab is shown on it, and the tab stays', async ({ page }) => {
  await signInAs(page, await makeAgency())
  for (const address of [
    '/workspace-settings',
    '/workspace-settings?tab=general',
    '/workspace-settings/general',
  ]) {
    await page.goto(address)
    const name = `Renamed at ${address.length}`
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
    await page.getByRole('button', { name: 'Save', exact: true }).first().click()
    await expect(page.getByRole('complementary').getByText(name)).toBeVisible()
    await expect(page).toHaveURL(address)
    await expectTab(page, GENERAL)
  }
})

/** The compressed scripts that a page names in its HTML, by address. What it loads on demand comes later. */
async function scriptsOf(page: Page, address: string): Promise<Map<string, number>> {
  const html = await (await page.request.get(address)).text()
  const tags = [...html.matchAll(/<script[^>]*\ssrc="([^"]+\.js)[^>]*>/g)]
  const named = new Set(tags.flatMap(([tag, src]) => (src && !/nomodule/i.test(tag) ? [src] : [])))
  const sizes = [...named].map(async (src): Promise<[string, number]> => {
    const script = await (await page.request.get(src)).body()
    return [src, gzipSync(script).length]
  })
  return new Map(await Promise.all(sizes))
}

test('each tab loads its own scripts, within the budget', async ({ page }) => {
  await signInAs(page, await makeAgency({ left: 400 }))
  const tabs = await Promise.all(TABS.map(({ key }) => scriptsOf(page, `/workspace-settings?tab=${key}`)))
  for (const [i, scripts] of tabs.entries()) {
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0)
    expect(bytes, TABS[i]?.key).toBeGreaterThan(100_000)
    expect(bytes, TABS[i]?.key).toBeLessThan(MOST_SCRIPT_BYTES)
    const others = tabs.filter((_, j) => j !== i)
    expect(
      [...scripts.keys()].some((src) => others.every((other) => !other.has(src))),
      TABS[i]?.key,
    ).toBe(true)
  }
})

test('R24: the filters of the statement keep the address, even before the page is interactive', async ({
  page,
}) => {
  const agency = await makeAgency({ plan: 'scale', allowance: 10_000 })
  await giveHistory(agency, 14)
  await signInAs(page, agency)
  const html = await (await page.request.get(STATEMENT)).text()
  expect(html).toContain('action="/workspace-settings#statement"')
  expect(html).not.toContain('action="/workspace-settings/billing')
})
