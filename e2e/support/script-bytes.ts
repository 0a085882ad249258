import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'

/** Budget of compressed JavaScript for a first visit. React and Next use 132,400 bytes of it. */
export const MOST_SCRIPT_BYTES = 170_000
/** Views of the billing page other than its overview, which begin with a list to filter, plans to choose from, or forms. */
export const LIST_SCRIPT_BYTES = 174_000
/** The chart of a view whose first screen shows it. */
export const CHART_SCRIPT_BYTES = 115_000

/** Counts the bytes of scripts a page loads from now on, each as gzip sends it. Brotli, which we prefer, sends a tenth less. */
export function countScripts(page: Page): { bytes: () => Promise<number> } {
  const sizes: Promise<number>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      sizes.push(response.body().then((body) => gzipSync(body).byteLength))
  })
  return { bytes: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) }
}
