import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type axe from 'axe-core'

const PHONE_WIDTH = 390

/** Selectors: check only this part of the page, or exclude this part. */
type Part = { within?: string; without?: string }

/** Rules that depend on colors; all others have the same result in both themes. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block']

const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Expects no axe violations in the current page. */
export const expectAccessible = (page: Page, part: Part = {}): Promise<void> => expectNoViolations(page, part)

/** Both themes at this width: all rules in light mode, and the color rules again in dark mode. */
export async function expectAccessibleInBothThemes(page: Page, part: Part = {}): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  await expectNoViolations(page, part)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectNoViolations(page, part, COLOR_RULES)
}

async function expectNoViolations(page: Page, { within, without }: Part, rules?: string[]): Promise<void> {
  await settle(page)
  // Runs axe in the page itself, because its Playwright package opens a second page for each run, which is slower.
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

/** Expects no violations in either theme, on desktop and phone, and no horizontal scrolling on a phone. */
export async function expectFits(page: Page, part: Part = {}): Promise<void> {
  await expectAccessibleInBothThemes(page, part)
  await onPhone(page, async () => {
    // Dark first, because the page is already in dark mode.
    await expectNoViolations(page, part)
    await page.emulateMedia({ colorScheme: 'light' })
    await expectNoViolations(page, part, COLOR_RULES)
    await expectNoHorizontalScroll(page)
  })
}

/** Expects no horizontal scrolling on a phone. */
export const expectFitsAPhone = (page: Page): Promise<void> =>
  onPhone(page, () => expectNoHorizontalScroll(page))

async function onPhone(page: Page, look: () => Promise<void>): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: PHONE_WIDTH, height: 844 })
  await look()
  if (before) await page.setViewportSize(before)
}

const expectNoHorizontalScroll = (page: Page): Promise<void> =>
  expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: page.url() })
    .toBeLessThanOrEqual(PHONE_WIDTH)

/** Waits for the streamed title, for the theme that is checked, and for color transitions to finish. */
async function settle(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\S/)
  // A page follows a change of the system's theme only once its script runs. Before, axe would check the wrong colors, or
  // the page would change them while it looks.
  await expect
    .poll(() => page.evaluate(followsSystemTheme), { message: `the theme of ${page.url()}` })
    .toBe(true)
  await page.evaluate(async () => {
    // A theme change is applied in one frame, and its transitions start in the next.
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame)
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    return Promise.all(ending.map(({ finished }) => finished.catch(() => {})))
  })
}

/** Runs in the page. Pages without the theme's script, and those with a theme that was chosen, have nothing to follow. */
function followsSystemTheme(): boolean {
  const { classList } = document.documentElement
  if (!classList.contains('light') && !classList.contains('dark')) return true
  const chosen = localStorage.getItem('theme')
  if (chosen === 'light' || chosen === 'dark') return classList.contains(chosen)
  return classList.contains('dark') === matchMedia('(prefers-color-scheme: dark)').matches
}
