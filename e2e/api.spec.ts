import { expect, test } from '@playwright/test'
import { expectAccessible } from './accessible'
import { addMember, ledgerOf, makeAgency, signInAs } from './agency'

test('R8, R12, R35: a key made in the settings spends by the rules of the product, and ends when it is revoked', async ({
  page,
  request,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  await page.goto('/workspace-settings?tab=keys')
  await expect(page.getByText('No key yet')).toBeVisible()
  await page.getByLabel('Name').fill('Our site')
  await page.getByLabel(/Spend credits/).check()
  await page.getByRole('button', { name: 'Make the key' }).click()
  const key = (await page.locator('code', { hasText: /^mtk_/ }).first().textContent()) ?? ''
  await expect(page.getByText('not used yet')).toBeVisible()
  await expectAccessible(page)

  const headers = { Authorization: `Bearer ${key}` }
  const charge = (quotedCredits: number, idempotencyKey = 'order 1') =>
    request.post('/api/v1/charges', {
      headers: { ...headers, 'Idempotency-Key': idempotencyKey },
      data: { action: 'report.generate', quotedCredits },
    })
  const balance = await request.get('/api/v1/balance', { headers })
  expect(await balance.json()).toMatchObject({ availableCredits: 100, plan: { key: 'growth' } })
  const first = await charge(20)
  expect(first.status()).toBe(200)
  expect(await (await charge(20)).json()).toEqual(await first.json())
  const stale = await charge(19, 'order 2')
  expect([stale.status(), stale.headers()['content-type']]).toEqual([409, 'application/problem+json'])
  expect(await stale.json()).toMatchObject({ type: 'urn:market-trak:problem:quote.changed', credits: 20 })
  for (const path of ['rate-card', 'quote?action=image.edit', 'statement', 'usage'])
    expect((await request.get(`/api/v1/${path}`, { headers })).status(), path).toBe(200)
  const broken = await request.post('/api/v1/holds', {
    headers: { ...headers, 'Idempotency-Key': 'x', 'Content-Type': 'application/json' },
    data: '{"action":',
  })
  expect(broken.status()).toBe(400)
  expect((await request.get('/api/v1/balance')).status()).toBe(401)
  expect((await request.get('/api/v1/openapi.json')).status()).toBe(200)
  expect(await ledgerOf(agency.workspaceId)).toEqual({ left: 80, amounts: [100, -20] })

  await page.getByRole('button', { name: 'Revoke Our site' }).click()
  await expect(page.getByText('No key yet')).toBeVisible()
  expect((await charge(20, 'order 3')).status()).toBe(401)
})

test('R34: a member sees no keys and makes none', async ({ page }) => {
  const agency = await makeAgency()
  await signInAs(page, await addMember(agency, 'member'))
  await page.goto('/workspace-settings?tab=keys')
  await expect(page.getByText('Only an owner or admin can make and revoke API keys.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Make the key' })).toHaveCount(0)
})
