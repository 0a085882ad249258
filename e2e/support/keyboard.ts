import { expect, type Locator, type Page } from '@playwright/test'

const MAX_STEPS = 120

/** Moves focus with the Tab key. */
export async function tabTo(page: Page, to: Locator): Promise<void> {
  await expect(to).toBeVisible()
  const passed: string[] = []
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const { reached, name, inToast } = await to.evaluate((element) => ({
      reached: element === document.activeElement,
      name:
        document.activeElement?.textContent?.trim().slice(0, 20) || String(document.activeElement?.tagName),
      inToast: Boolean(document.activeElement?.closest('[data-sonner-toast]')),
    }))
    if (reached) return
    passed.push(name)
    // A toast returns focus to where it came from, so elements behind it are unreachable until it is gone.
    if (inToast) await expect(page.locator('[data-sonner-toast]')).toHaveCount(0)
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab did not reach ${to}. It passed ${passed.join(', ')}.`)
}

export async function press(page: Page, to: Locator): Promise<void> {
  await tabTo(page, to)
  await page.keyboard.press('Enter')
}
