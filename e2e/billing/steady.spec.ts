import { expect, type Page, test } from '@playwright/test'
import { type Agency, makeAgency, signInAs, withDatabase } from '../support/agency'
import { OVERVIEW, openView, PAYMENT, PLANS, STATEMENT, USAGE } from '../support/billing-views'
import { giveHistory } from '../support/long-history'

/** Records each text that the balance shows, and how far the page moves without a click. */
function watchPage(): void {
  const numbers: string[] = []
  let shift = 0
  Object.assign(window, { numbers, layoutShift: () => shift })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (Reflect.get(entry, 'hadRecentInput') !== true) shift += Number(Reflect.get(entry, 'value'))
    }
  }).observe({ type: 'layout-shift', buffered: true })
  const look = () => {
    const title = document.getElementById('balance-title')
    const text = title?.closest('section')?.querySelector('p > span')?.textContent
    if (text && numbers.at(-1) !== text) numbers.push(text)
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

const numbersOf = (page: Page) => page.evaluate(() => Reflect.get(window, 'numbers') as string[])
const shiftOf = (page: Page) => page.evaluate(() => (Reflect.get(window, 'layoutShift') as () => number)())

/** Sets the balance as another process would. A loaded page may not be listening yet, so it is announced again. */
async function setBalance(page: Page, { workspaceId }: Agency, left: number): Promise<void> {
  await withDatabase(
    (sql) => sql`update credit_accounts set allowance_left = ${left} where workspace_id = ${workspaceId}`,
  )
  await expect(async () => {
    await withDatabase((sql) => sql`select pg_notify('market_balance', ${String(workspaceId)})`)
    await expect.poll(async () => (await numbersOf(page)).at(-1), { timeout: 5_000 }).toBe(String(left))
  }).toPass()
}

test('R24, R25: the balance counts to its new value when it changes and not when the page opens, and nothing moves', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  const agency = await makeAgency({ allowance: 500, left: 480 })
  await signInAs(page, agency)
  await page.addInitScript(watchPage)
  await openView(page, OVERVIEW)
  expect(await numbersOf(page)).toEqual(['480'])
  await setBalance(page, agency, 120)
  const shown = (await numbersOf(page)).map(Number)
  expect(shown.at(0)).toBe(480)
  expect(shown.length, `it counts: ${shown.join(', ')}`).toBeGreaterThan(2)
  expect(shown).toEqual(shown.toSorted((a, b) => b - a))
  expect(await shiftOf(page)).toBeLessThan(0.01)
  // A reload is no change.
  await openView(page, OVERVIEW)
  expect(await numbersOf(page)).toEqual(['120'])
})

test('R24, R25: for people who prefer reduced motion, the balance changes without counting', async ({
  browser,
}) => {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const page = await context.newPage()
  const agency = await makeAgency({ allowance: 500, left: 480 })
  await signInAs(page, agency)
  await page.addInitScript(watchPage)
  await openView(page, OVERVIEW)
  await setBalance(page, agency, 120)
  expect(await numbersOf(page)).toEqual(['480', '120'])
  await context.close()
})

test('R24: nothing moves while any of the five views loads, at both widths', async ({ page }) => {
  const agency = await makeAgency({ plan: 'scale', allowance: 10_000 })
  await giveHistory(agency, 200)
  await signInAs(page, agency)
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    for (const address of [OVERVIEW, USAGE, STATEMENT, PLANS, PAYMENT]) {
      const view = await page.context().newPage()
      await view.setViewportSize({ width, height })
      await view.addInitScript(watchPage)
      await openView(view, address)
      // On a phone the skeleton of the overview is 10 pixels shorter. Up to 0.1 counts as good.
      expect(await shiftOf(view), `${address} at ${width}`).toBeLessThan(0.02)
      await view.close()
    }
  }
})

test('R24: nothing moves when fonts arrive after the page', async ({ page }) => {
  const agency = await makeAgency({ plan: 'scale', allowance: 10_000 })
  await giveHistory(agency, 200)
  await signInAs(page, agency)
  await page.setViewportSize({ width: 390, height: 844 })
  let late = 0
  await page.route('**/*.woff2', async (route) => {
    await expect(page.getByText(/of 10,000 used/).first()).toBeVisible()
    // A font that arrives within 100 ms of the text that needs it is still in time.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)))
    late += 1
    await route.continue()
  })
  await page.addInitScript(watchPage)
  await openView(page, OVERVIEW)
  expect(late).toBeGreaterThan(0)
  expect(await shiftOf(page)).toBeLessThan(0.02)
  expect(await fontsOf(page)).not.toContain('Geist')
  // A page that finds them in the browser's cache in time shows them.
  await page.unroute('**/*.woff2')
  await expect(async () => {
    await openView(page, USAGE)
    expect(await fontsOf(page)).toContain('Geist')
  }).toPass()
})

/** The fonts that the text of the first navigation link is drawn in, as the browser tells. */
async function fontsOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: 'nav[aria-label="Plan and billing"] a',
  })
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId })
  await session.detach()
  return fonts.map(({ familyName }) => familyName).join(', ')
}
