import { expect, type Locator, type Page } from '@playwright/test'

const MOST_STEPS = 120

/** Moves the focus the way someone without a mouse does. */
export async function tabTo(page: Page, to: Locator): Promise<void> {
  await expect(to).toBeVisible()
  const passed: string[] = []
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (await to.evaluate((element) => element === document.activeElement)) return
    const { name, inToast } = await page.evaluate(() => ({
      name:
        document.activeElement?.textContent?.trim().slice(0, 20) || String(document.activeElement?.tagName),
      inToast: Boolean(document.activeElement?.closest('[data-sonner-toast]')),
    }))
    passed.push(name)
    // A toast gives the focus back to where it came from, so nothing behind it is reached until it is gone.
    if (inToast) await expect(page.locator('[data-sonner-toast]')).toHaveCount(0)
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${to}; it passed ${passed.join(', ')}`)
}

export async function press(page: Page, to: Locator): Promise<void> {
  await tabTo(page, to)
  await page.keyboard.press('Enter')
}
