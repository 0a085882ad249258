import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type axe from 'axe-core'

const PHONE_WIDTH = 390

/** Selectors: only this part of the page, or all but this part. */
type Part = { within?: string; without?: string }

/** The rules whose answer depends on colors; every other rule answers alike in both themes. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block']

const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The page as it is has no violation that axe can find. */
export const expectAccessible = (page: Page, part: Part = {}): Promise<void> => expectNoViolations(page, part)

/** Both themes at this width: every rule in light, and the rules about colors again in dark. */
export async function expectAccessibleInBothThemes(page: Page, part: Part = {}): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  await expectNoViolations(page, part)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNoViolations(page, part, COLOR_RULES)
}

async function expectNoViolations(page: Page, { within, without }: Part, rules?: string[]): Promise<void> {
  await settle(page)
  // Run in the page itself: axe's own Playwright package opens a second page for each run, which costs more than the run.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE_SOURCE)
  const found = await page.evaluate(
    async ({ within, without, rules }) => {
      const context = { include: within ? [within] : [['html']], exclude: without ? [without] : [] }
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(
        context as axe.ElementContext,
        {
          iframes: false,
          resultTypes: ['violations'],
          ...(rules && { runOnly: rules }),
        },
      )
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
    },
    { within, without, rules },
  )
  expect(found, page.url()).toEqual([])
}

/** No violation in either theme, wide and on a phone, and nothing that pushes a phone's page sideways. */
export async function expectFits(page: Page, part: Part = {}): Promise<void> {
  await expectAccessibleInBothThemes(page, part)
  await onAPhone(page, async () => {
    // Dark comes first: it is the theme that the page is in already.
    await expectNoViolations(page, part)
    await page.emulateMedia({ colorScheme: 'light' })
    await expectNoViolations(page, part, COLOR_RULES)
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

/** A title streams in like the rest of the page, and a color half way between two has no contrast of its own. */
async function settle(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\S/)
  await page.evaluate(async () => {
    // A theme that was just changed is set in one frame, and its colors begin to change in the next.
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame)
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    return Promise.all(ending.map(({ finished }) => finished.catch(() => {})))
  })
}
