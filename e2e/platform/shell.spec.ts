import { expect, type Locator, type Page, test } from '@playwright/test'
import { expectAccessible, expectAccessibleInBothThemes } from '../support/accessible'
import { makeAgency, signInAs, withDatabase } from '../support/agency'

const PHONE = { width: 390, height: 844 }

const profile = (page: Page) => page.getByRole('button', { name: /^Profile of Terry Tester/ })

test('R20: the profile menu works by keyboard, from the icon to the numbers and back', async ({ page }) => {
  await signInAs(page, await makeAgency({ allowance: 2_000, left: 760 }))
  await page.goto('/dashboard')
  await expect(profile(page)).toHaveAccessibleName(/760 credits left/)
  await profile(page).focus()
  await page.keyboard.press('Enter')

  const popup = page.getByRole('region', { name: 'Profile' })
  await expect(popup.getByText('Growth')).toBeVisible()
  await expect(popup.getByText('1,240 of 2,000 used, 760 left')).toBeVisible()
  await expect(popup.getByText(/^Resets \w{3} \d+, 20\d\d, in \d+ days$/)).toBeVisible()
  const meter = popup.getByRole('meter', { name: 'Credits used' })
  await expect(meter).toHaveAttribute('aria-valuenow', '1240')
  await expect(meter).toHaveAttribute('aria-valuemax', '2000')
  await expect(meter).toHaveAttribute('aria-valuetext', '1,240 of 2,000 used, 760 left')
  await expect(page.getByRole('menu', { name: 'Profile' })).toHaveAccessibleDescription(/760 left/)

  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeFocused()
  await page.keyboard.press('Home')
  await expect(page.getByRole('menuitem', { name: 'Plan and credits' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(popup).toBeHidden()
  await expect(profile(page)).toBeFocused()
})

for (const { left, color, headline } of [
  { left: 802, color: 'green', headline: 'Plenty left' },
  { left: 800, color: 'orange', headline: 'More than half used' },
  { left: 400, color: 'orange', headline: 'More than half used' },
  { left: 398, color: 'red', headline: 'Running low' },
  { left: 0, color: 'red', headline: 'All used' },
] as const) {
  test(`R21: with ${left} of 2,000 left the bar is ${color} and the text says “${headline}”`, async ({
    page,
  }) => {
    await signInAs(page, await makeAgency({ allowance: 2_000, left }))
    await page.goto('/dashboard')
    await expect(page.getByRole('main').getByText(headline)).toBeVisible()
    await profile(page).click()
    const bar = page.getByRole('region', { name: 'Profile' }).getByRole('meter')
    await expect(bar).toHaveAttribute('aria-valuetext', new RegExp(`${left} left`))
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect.poll(() => hueOf(bar.locator('div'))).toBe(color)
    }
  })
}

/** The color a bar is filled with, by its rendered hue. */
async function hueOf(fill: Locator): Promise<string> {
  const degrees = await fill.evaluate((element) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    if (!context) throw new Error('no canvas')
    context.fillStyle = getComputedStyle(element).backgroundColor
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
    const hue = (Math.atan2(Math.sqrt(3) * (green - blue), 2 * red - green - blue) * 180) / Math.PI
    return (hue + 360) % 360
  })
  if (degrees > 90 && degrees < 180) return 'green'
  if (degrees > 22 && degrees < 60) return 'orange'
  return degrees < 18 || degrees > 340 ? 'red' : `a hue of ${Math.round(degrees)} degrees`
}

test('R31: a member with a red bar can ask an admin for credits', async ({ page }) => {
  await signInAs(page, await makeAgency({ role: 'member', allowance: 1_000, left: 5 }))
  await page.goto('/dashboard')
  await profile(page).click()
  await page.getByRole('menuitem', { name: 'Ask an admin for credits' }).click()
  await expect(page).toHaveURL(/view=plans#packs/)
  await expect(page.getByText('Ask an owner or admin').first()).toBeVisible()
})

test('credits that fail to load show an error, and Retry loads them without closing the menu', async ({
  page,
}) => {
  const agency = await makeAgency({ allowance: 2_000, left: 760 })
  await signInAs(page, agency)
  const { workspaceId } = agency
  await withDatabase((sql) => sql`delete from subscriptions where workspace_id = ${workspaceId}`)
  await page.goto('/workspace-settings')
  // The page doesn’t need credits, so it still loads.
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Test agency')
  await expect(profile(page)).toHaveAccessibleName(/Could not load credits/)
  await profile(page).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Could not load credits.' })).toBeVisible()
  await expectAccessible(page)

  await withDatabase(
    (sql) =>
      sql`insert into subscriptions (workspace_id, plan_key, status) values (${workspaceId}, 'growth', 'active')`,
  )
  await page.getByRole('menuitem', { name: 'Retry' }).click()
  await expect(
    page.getByRole('region', { name: 'Profile' }).getByText('1,240 of 2,000 used, 760 left'),
  ).toBeVisible()
})

test('R20: a click on the icon before hydration still opens the menu', async ({ page }) => {
  await signInAs(page, await makeAgency({ allowance: 2_000, left: 760 }))
  const go = Promise.withResolvers<void>()
  await page.route('**/_next/static/**/*.js', async (route) => {
    await go.promise
    await route.continue()
  })
  await page.goto('/dashboard', { waitUntil: 'commit' })
  await profile(page).click()
  await expect(page.getByRole('menu', { name: 'Profile' })).toBeHidden()
  go.resolve()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
})

test('the theme is chosen in the menu and persists', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await signInAs(page, await makeAgency())
  await page.goto('/dashboard')
  await profile(page).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await page.reload()
  await expect(page.locator('html')).toHaveClass(/dark/)
})

test('on phones, the drawer traps focus, closes on navigation, and returns focus', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await signInAs(page, await makeAgency())
  await page.goto('/dashboard')
  const opener = page.getByRole('button', { name: 'Open menu' })
  await opener.click()
  const drawer = page.getByRole('dialog', { name: 'Menu' })
  await expect(drawer).toBeVisible()
  await expectAccessible(page)
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab')
    expect(await drawer.evaluate((element) => element.contains(document.activeElement))).toBe(true)
  }
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  await expect(opener).toBeFocused()

  await opener.click()
  await drawer.getByRole('link', { name: 'Settings' }).click()
  await expect(page).toHaveURL(/\/workspace-settings/)
  await expect(drawer).toBeHidden()
})

test('the first Tab focuses “Skip to content”', async ({ page }) => {
  await signInAs(page, await makeAgency())
  await page.goto('/dashboard')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('settings: an unknown tab shows the first one, and an owner renames the workspace', async ({ page }) => {
  await signInAs(page, await makeAgency())
  await page.goto('/workspace-settings?tab=nonsense')
  await expect(page.getByRole('link', { name: 'Workspace', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('  ')
  await page.getByRole('button', { name: 'Save', exact: true }).first().click()
  await expect(page.getByText('Enter a workspace name.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Renamed agency')
  await page.getByRole('button', { name: 'Save', exact: true }).first().click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(page.getByRole('complementary').getByText('Renamed agency')).toBeVisible()
})

for (const width of [390, 1440]) {
  test(`no accessibility violation with the profile menu open, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await signInAs(page, await makeAgency({ left: 20 }))
    await page.goto('/dashboard')
    await profile(page).click()
    await expect(page.getByRole('menuitem', { name: 'Buy credits' })).toBeVisible()
    await expectAccessibleInBothThemes(page)
  })
}
