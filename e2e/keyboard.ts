import { expect, type Locator, type Page } from '@playwright/test'

const MOST_STEPS = 120

/** As somebody without a mouse comes to it. */
export async function tabTo(page: Page, to: Locator): Promise<void> {
  await expect(to).toBeVisible()
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    if (await to.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${to} is not reached by Tab`)
}

export async function press(page: Page, to: Locator): Promise<void> {
  await tabTo(page, to)
  await page.keyboard.press('Enter')
}
