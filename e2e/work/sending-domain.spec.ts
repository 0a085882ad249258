import { expect, test } from '@playwright/test'
import { expectFits } from '../support/accessible'
import { addMember, makeAgency, signInAs, withDatabase } from '../support/agency'
import { press } from '../support/keyboard'
import { product } from '../support/product'

test('R44: a sending domain shows its records, is checked, signs emails once it is verified, and is removed', async ({
  page,
}) => {
  const agency = await makeAgency()
  const { workspaceId } = agency
  await signInAs(page, agency)
  await page.goto('/templates/sender')
  const card = page.getByRole('region', { name: 'Sending domain' })
  await expect(card.getByRole('listitem')).toHaveCount(0)

  // A mailbox provider's domain can't be verified.
  const address = card.getByLabel('From address')
  const save = card.getByRole('button', { name: /^(Set up domain|Save address)$/ })
  await address.fill('agency@gmail.com')
  await save.click()
  await expect(card.getByText('Enter an address at your own domain.')).toBeVisible()

  await address.fill('news@agency.invalid')
  await press(page, save)
  await expect(card.getByText('Not verified yet')).toBeVisible()
  const records = card.getByRole('listitem')
  for (const [name, text] of [
    ['DKIM (TXT)', /v=DKIM1/],
    ['DMARC (TXT)', /v=DMARC1/],
    ['SPF (TXT)', /v=spf1/],
  ] as const) {
    const record = records.filter({ hasText: name })
    await expect(record.getByText('Not checked')).toBeVisible()
    await expect(record.getByText(text)).toBeVisible()
    await expect(record.getByRole('button', { name: /^Copy/ }).first()).toBeVisible()
  }
  await expect(records.filter({ hasText: 'SPF' }).getByText('Recommended')).toBeVisible()
  await expectFits(page)

  // The domain doesn't exist, or this machine reaches no name server: either way it is not verified.
  await card.getByRole('button', { name: 'Check records' }).click()
  await expect(
    page.getByText(/Some records are missing or different|We couldn’t reach a name server/).first(),
  ).toBeVisible()
  await expect(card.getByText('Not verified yet')).toBeVisible()

  await withDatabase(
    (
      sql,
    ) => sql`update sending_domains set checks = '{"dkim":"ok","dmarc":"ok","spf":"different"}', checked_at = now(),
      verified_at = now() where workspace_id = ${workspaceId}`,
  )
  await page.reload()
  await expect(card.getByText('Campaigns are sent from news@agency.invalid')).toBeVisible()
  await expect(records.filter({ hasText: 'DKIM' }).getByText('Found')).toBeVisible()
  await expect(records.filter({ hasText: 'SPF' }).getByText('Different')).toBeVisible()
  await expectFits(page)

  const [user] = await withDatabase((sql) => sql`select email from users where id = ${agency.userId}`)
  await page.goto('/templates')
  await page.getByRole('button', { name: 'Use template: Market update (email)' }).click()
  await page.getByRole('button', { name: 'Send test email' }).click()
  await expect(page.getByText(/^(Test email sent|Sent)/).first()).toBeVisible()
  const newest = async () => {
    const inbox = await page.request.get(`${product().mailUrl}/api/messages?to=${user?.email}`)
    return ((await inbox.json()) as { from: string; headers: Record<string, string> }[])[0]
  }
  await expect.poll(async () => (await newest())?.from).toContain('news@agency.invalid')
  expect((await newest())?.headers['dkim-signature']).toContain('d=agency.invalid')

  await page.goto('/templates/sender')
  await card.getByRole('button', { name: 'Remove domain' }).click()
  await expect(card.getByRole('listitem')).toHaveCount(0)
  await expect(address).toHaveValue('')
})

test('R35: a member sees who emails are from, and can’t change the sending domain', async ({ page }) => {
  const agency = await makeAgency()
  await signInAs(page, await addMember(agency, 'member'))
  await page.goto('/templates/sender')
  await expect(page.getByText(/Only an owner or admin can change\s+this/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Sending domain' })).toHaveCount(0)
  await expectFits(page)
})
