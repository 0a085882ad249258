import { expect, type Page, test } from '@playwright/test'
import { expectFits } from '../support/accessible'
import { type Agency, ledgerOf, makeAgency, signInAs, withDatabase } from '../support/agency'
import { product } from '../support/product'

/** Contacts that consented, at these addresses. */
async function addContacts({ workspaceId, userId }: Agency, addresses: string[]): Promise<void> {
  await withDatabase(
    (
      sql,
    ) => sql`insert into contacts (workspace_id, id, email, first_name, consent_source, consent_at, created_by)
      select ${workspaceId}, gen_random_uuid(), email, 'Pat', 'Form', '2026-01-05', ${userId}
      from unnest(${addresses}::text[]) as email`,
  )
}

/** Sends a campaign to everyone, and stays on its page. */
async function sendToEveryone(page: Page, people: number, credits: number): Promise<string> {
  await page.goto('/templates')
  await page.getByRole('button', { name: 'Use template: Market update (email)' }).click()
  await expect(page.getByRole('textbox', { name: 'Subject' })).toBeVisible()
  await page.goto('/campaigns/new')
  await page.getByLabel('Name').fill('Spring news')
  await page.getByLabel('Template').selectOption({ label: 'Market update' })
  await page.getByRole('textbox', { name: /^Area/ }).fill('Ballard')
  await page.getByRole('textbox', { name: 'Key figure' }).fill('a median of $612,000')
  await page.getByRole('button', { name: 'Save and preview' }).click()
  await page.getByRole('button', { name: `Send for ${credits} credits` }).click()
  await page
    .getByRole('dialog', { name: 'Send this campaign?' })
    .getByRole('button', { name: `Send to ${people} people, ${credits} credits` })
    .click()
  return page.url().split('/').at(-1) ?? ''
}

test('R44: a slowed campaign says who asks us to wait and until when, and finishes when the wait is over', async ({
  page,
}) => {
  const agency = await makeAgency()
  const tag = `s${agency.workspaceId}`
  await addContacts(agency, [
    ...Array.from({ length: 8 }, (_, i) => `p${i}.${tag}@list.test`),
    ...Array.from({ length: 5 }, (_, i) => `g${i}.${tag}@greylist.test`),
  ])
  await signInAs(page, agency)
  const id = await sendToEveryone(page, 13, 6)

  const note = page.getByText('Slowed down: greylist.test asks us to wait')
  await expect(async () => {
    await page.reload()
    await expect(note).toBeVisible({ timeout: 2_000 })
    // Earlier, only some of them were tried.
    await expect(page.getByText(/^5 emails continue at \d{1,2}:\d{2} [AP]M\./)).toBeVisible({
      timeout: 2_000,
    })
  }).toPass()
  await expect(page.getByText('We keep trying for 48 hours.')).toBeVisible()
  await expect(page.getByRole('progressbar')).toBeVisible()
  await expectFits(page)
  // Its credits stay reserved, and nothing was charged yet.
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000])

  await withDatabase(
    (sql) => sql`update campaign_recipients set try_after = now() - interval '1 minute'
      where campaign_id = ${id} and status = 'waiting'`,
  )
  await expect(page.getByText('Results', { exact: true })).toBeVisible()
  await expect(note).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Cost 6 credits' })).toBeVisible()
  const inbox = await page.request.get(`${product().mailUrl}/api/messages?to=${tag}`)
  const to = ((await inbox.json()) as { to: string[] }[]).flatMap((message) => message.to)
  expect(to).toHaveLength(13)
  expect(new Set(to).size).toBe(13)
})

test('R13, R44: a slowed campaign can be canceled, and only accepted emails are charged', async ({
  page,
}) => {
  const agency = await makeAgency()
  const tag = `d${agency.workspaceId}`
  await addContacts(agency, [
    ...Array.from({ length: 8 }, (_, i) => `p${i}.${tag}@list.test`),
    ...Array.from({ length: 5 }, (_, i) => `d${i}.${tag}@greylist.test`),
  ])
  await signInAs(page, agency)
  await sendToEveryone(page, 13, 6)
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(/^Slowed down: /)).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await page.getByRole('button', { name: 'Cancel campaign' }).click()
  await expect(page.getByText('Results', { exact: true })).toBeVisible()
  await expect(page.getByText(/^Slowed down: /)).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Cost 3 credits' })).toBeVisible()
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, -3])
  await expectFits(page)
})
