import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { makeAgency, signInAs } from '../support/agency'
import { OVERVIEW, STATEMENT } from '../support/billing-views'
import { giveHistory } from '../support/long-history'

/** What a page may weigh, without timing: its HTML, and the share of it that repeats the page as data for React. */
const pages: [name: string, path: string, bytes: number, compressedBytes: number, payloadShare: number][] = [
  ['dashboard', '/dashboard', 80_000, 16_000, 0.55],
  ['billing overview', OVERVIEW, 85_000, 17_000, 0.55],
  ['statement of fifty rows', STATEMENT, 200_000, 24_000, 0.4],
  ['help', '/help/credits', 90_000, 18_000, 0.55],
]

for (const [name, path, most, mostCompressed, mostShare] of pages) {
  test(`the ${name} stays light`, async ({ page }) => {
    const agency = await makeAgency()
    await giveHistory(agency, 120)
    await signInAs(page, agency)
    const answer = await page.request.get(path)
    expect(answer.status()).toBe(200)
    const html = await answer.text()
    const bytes = Buffer.byteLength(html)
    const compressed = gzipSync(html).byteLength
    const payload = payloadBytes(html)
    test
      .info()
      .annotations.push({ type: 'bytes', description: `${bytes}, ${compressed} compressed, ${payload}` })
    expect(html).toContain('</html>')
    expect(payload).toBeGreaterThan(1_000)
    expect(bytes).toBeLessThanOrEqual(most)
    expect(compressed).toBeLessThanOrEqual(mostCompressed)
    expect(payload / bytes).toBeLessThanOrEqual(mostShare)
  })
}

/** The data that Next.js sends for React to continue from. */
function payloadBytes(html: string): number {
  const scripts = html.match(/<script[^>]*>self\.__next_f\.push\(.*?<\/script>/gs) ?? []
  return scripts.reduce((total, script) => total + Buffer.byteLength(script), 0)
}
