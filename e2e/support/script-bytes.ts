import type { Page } from '@playwright/test'

/**
 * What a first visit may fetch of JavaScript, compressed (the design's budget for the billing page); React and Next
 * take 132,400 of it.
 */
export const MOST_SCRIPT_BYTES = 170_000

/** Counts the bytes of the scripts that a page fetches from now on, as they come over the wire. */
export function countScripts(page: Page): { bytes: () => Promise<number> } {
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') sizes.push(request.sizes().then((size) => size.responseBodySize))
  })
  return { bytes: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) }
}
