import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const PHONE_WIDTH = 390

/** Selectors: only this part of the page, or all but this part. */
type Part = { within?: string; without?: string }

/** The page as it is has no violation that axe can find. */
export async function expectAccessible(page: Page, { within, without }: Part = {}): Promise<void> {
  await settle(page)
  const axe = new AxeBuilder({ page })
  if (within) axe.include(within)
  if (without) axe.exclude(without)
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
  expect(found, page.url()).toEqual([])
}

export async function expectAccessibleInBothThemes(page: Page, part?: Part): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expectAccessible(page, part)
  }
}

/** No violation in either theme, wide and on a phone, and nothing that pushes a phone's page sideways. */
export async function expectFits(page: Page, part?: Part): Promise<void> {
  await expectAccessibleInBothThemes(page, part)
  await onAPhone(page, async () => {
    await expectAccessibleInBothThemes(page, part)
    await expectNoSideways(page)
  })
}

/** On a phone nothing pushes the page sideways. */
export const expectFitsAPhone = (page: Page): Promise<void> => onAPhone(page, () => expectNoSideways(page))

async function onAPhone(page: Page, look: () => Promise<void>): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: PHONE_WIDTH, height: 844 })
  await look()
  if (before) await page.setViewportSize(before)
}

const expectNoSideways = (page: Page): Promise<void> =>
  expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: page.url() })
    .toBeLessThanOrEqual(PHONE_WIDTH)

/** A title streams in like the rest of the page, and a colour half way between two has no contrast of its own. */
async function settle(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\S/)
  await page.evaluate(async () => {
    // A theme that was just changed is set in one frame, and its colours begin to change in the next.
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame)
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    return Promise.all(ending.map(({ finished }) => finished.catch(() => {})))
  })
}
