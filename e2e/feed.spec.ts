import { expect, type Page, test } from '@playwright/test'
import { file, sample } from '@/lib/feeds/reading/samples'
import { expectFits } from './accessible'
import { addMember, makeAgency, signInAs } from './agency'
import { connectCrm, sendFile } from './crm'

const feed = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('the address answers 202 to a file, 404 to a stranger, 413 to too much and 429 to too many', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 0 })
  await signInAs(page, agency)
  const address = await connectCrm(page, 'Desk')
  // A CRM has no session.
  await page.context().clearCookies()
  const send = (to: string, data: string | Buffer) => page.request.post(to, { data })
  const taken = await send(address, file(sample({ status: 'sold' })))
  expect(taken.status()).toBe(202)
  expect(await taken.json()).toEqual({ runId: expect.stringMatching(/^[\da-f-]{36}$/) })
  const wrong = `${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`
  const stranger = await send(wrong, file(sample()))
  expect([stranger.status(), (await stranger.json()).error]).toEqual([404, expect.any(String)])
  expect((await send(address, Buffer.alloc(25_000_001, ' '))).status()).toBe(413)
  expect((await send(address, '')).status()).toBe(400)
  const many = await Promise.all(Array.from({ length: 62 }, () => send(address, '')))
  const refused = many.find((answer) => answer.status() === 429)
  expect(Number(refused?.headers()['retry-after'])).toBeGreaterThan(0)
})

test('a member sees the feed and gives it files, and changes nothing of it', async ({ page }) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  const address = await connectCrm(page, 'Desk')
  await sendFile(page, address, file(sample()))
  await page.goto('/property-feed')
  await expect(page.getByRole('button', { name: 'Pause posts of Desk' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Made, to be read' })).toBeVisible()

  await page.context().clearCookies()
  await signInAs(page, await addMember(agency, 'member'))
  await page.goto('/property-feed')
  await expect(feed(page, 'Desk').getByText('Working')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take it in' })).toBeVisible()
  for (const name of ['Pause posts of Desk', 'New secret address for Desk', 'Save'])
    await expect(page.getByRole('button', { name })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Connect a CRM' })).toHaveCount(0)
  await expectFits(page)
  await page.goto('/property-feed/connect')
  await expect(page.getByText(/A CRM is connected by/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toHaveCount(0)
})
