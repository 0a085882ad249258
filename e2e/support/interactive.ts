import type { BrowserContext, Page } from '@playwright/test'

type Options = { waitUntil?: string; timeout?: number }

const prepared = new WeakSet<BrowserContext>()

/**
 * Makes the navigations of a page end when the page reacts to clicks and keys, which on a slow machine is seconds after
 * it is visible. A navigation with its own `waitUntil` is left as it is.
 */
export function waitUntilInteractive(page: Page): void {
  const context = page.context()
  if (prepared.has(context)) return
  prepared.add(context)
  for (const one of context.pages()) prepare(one)
  context.on('page', prepare)
}

function prepare(page: Page): void {
  const { goto, reload } = page
  page.goto = async (url, options) => {
    const response = await goto.call(page, url, options)
    await becomesInteractive(page, options)
    return response
  }
  page.reload = async (options) => {
    const response = await reload.call(page, options)
    await becomesInteractive(page, options)
    return response
  }
}

/** Waits until React has taken over each control of the page. */
export async function becomesInteractive(
  page: Page,
  { waitUntil, timeout = 120_000 }: Options = {},
): Promise<void> {
  if (waitUntil) return
  const handle = await page
    .waitForFunction(isInteractive, undefined, { timeout })
    .catch((cause) => Promise.reject(new Error(`${page.url()} did not become interactive.`, { cause })))
  await handle.dispose()
}

/** Runs in the page. Pages that are not the product's have no `__next_f`. */
function isInteractive(): boolean {
  if (!('__next_f' in window)) return true
  const controls = document.querySelectorAll(
    'body :is(a[href], button, input:not([type=hidden]), select, textarea)',
  )
  return [...controls].every((control) => Object.keys(control).some((key) => key.startsWith('__reactProps$')))
}
