import { expect, type Page, test } from '@playwright/test'
import { makeAgency, signInAs } from '../support/agency'

/** Collects violations of the content security policy. */
async function listenForViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { violations: seen })
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`),
    )
  })
  return () => page.evaluate(() => (window as unknown as { violations: string[] }).violations)
}

test('each page has its own policy, which our pages satisfy and injected scripts violate', async ({
  page,
}) => {
  await signInAs(page, await makeAgency())
  const violations = await listenForViolations(page)
  const nonces = new Set<string>()
  for (const path of ['/dashboard', '/workspace-settings?tab=billing', '/reports/new', '/help/credits']) {
    const response = await page.goto(path)
    const policy = response?.headers()['content-security-policy'] ?? ''
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    // The profile menu works: scripts with the nonce run.
    await page
      .getByRole('button', { name: /profile/i })
      .first()
      .click()
    await expect(page.getByRole('menu')).toBeVisible()
    await page.keyboard.press('Escape')
    expect(await violations(), path).toEqual([])
  }
  expect(nonces.size).toBe(4)
  expect(nonces).not.toContain('')

  await page.evaluate(() => {
    const script = document.createElement('div')
    script.innerHTML = '<img src="/nothing" onerror="window.broken = true">'
    document.body.append(script)
  })
  await expect.poll(violations).toContainEqual(expect.stringContaining('script-src-attr'))
  expect(await page.evaluate(() => 'broken' in window)).toBe(false)
})

test('every response has security headers', async ({ request }) => {
  for (const path of ['/sign-in', '/api/live', '/nowhere']) {
    const headers = (await request.get(path)).headers()
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['x-frame-options'], path).toBe('DENY')
    expect(headers['referrer-policy'], path).toBe('same-origin')
    expect(headers['strict-transport-security'], path).toMatch(/max-age=\d{8}/)
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'")
    expect(headers['x-powered-by'], path).toBeUndefined()
  }
})

test('a body larger than any event is refused before it is read completely', async ({ request }) => {
  const response = await request.post('/api/stripe/webhook', { data: 'x'.repeat(1_000_001) })
  expect(response.status()).toBe(413)
})
