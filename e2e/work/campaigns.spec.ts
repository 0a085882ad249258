import { expect, type Page, test } from '@playwright/test'
import { expectFits } from '../support/accessible'
import { ledgerOf, makeAgency, signInAs, withDatabase } from '../support/agency'
import { expectBrokenLinkExplained } from '../support/emailed-link'
import { press, tabTo } from '../support/keyboard'
import { complaintOf, reportOf, tell } from '../support/mail-service'
import { product } from '../support/product'

// The email frame runs no scripts, so axe can’t run in it.
const expectAccessible = (page: Page) => expectFits(page, { without: 'iframe' })

test('R6, R7, R13: contacts are imported from a file, a campaign is sent to them at the price shown, and accepted emails are charged', async ({
  page,
}) => {
  const agency = await makeAgency()
  const tag = `c${agency.workspaceId}`
  await signInAs(page, agency)

  await page.goto('/contacts/import')
  const rows = Array.from(
    { length: 25 },
    (_, i) => `p${i}.${tag}@${i < 5 ? 'reject' : 'list'}.test,Pat ${i},buyer`,
  )
  await page.getByLabel('Contact file').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Email,Name,Tags', ...rows, 'nobody,,'].join('\n')),
  })
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  await page.getByLabel('Consent source').fill('Open house')
  await page.getByLabel('Add to list').fill('Buyers')
  await page.getByRole('button', { name: 'Preview import' }).click()
  await expect(page.getByRole('row', { name: /^Added 25/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Invalid 1/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Total 26/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Import 26 rows' }).click()
  await expect(page.getByText('Import complete')).toBeVisible()
  await expect(page.getByRole('row', { name: /^27 Invalid Not an email address nobody/ })).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download all rows (CSV)' }).click()
  expect((await download).suggestedFilename()).toBe('import-rows.csv')
  await expectAccessible(page)
  await page.goto('/contacts')
  await expect(page.getByText(`p3.${tag}@reject.test`)).toBeVisible()

  await page.goto('/templates')
  await page.getByRole('button', { name: 'Use template: Market update (email)' }).click()
  await page.getByRole('textbox', { name: 'Subject' }).fill('News from {{ area }} for {{ first_name }}')
  await expect(page.getByText('News from Green Lake for Ann')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expectAccessible(page)

  await page.goto('/campaigns/new')
  await page.getByLabel('Name').fill('Spring news')
  await page.getByLabel('Template').selectOption({ label: 'Market update' })
  await page.getByRole('textbox', { name: 'Area', exact: true }).fill('Ballard')
  await expect(page.getByRole('textbox', { name: 'Agent' })).not.toHaveValue('')
  // An unfinished draft can be saved but not sent.
  await page.getByRole('button', { name: 'Save draft' }).click()
  await expect(page.getByText('News from Ballard for Pat')).toBeVisible()
  await expect(page.getByText('Fill in the missing fields before you send')).toBeVisible()
  await expect(page.frameLocator('iframe').getByText('[Key figure missing]')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Send/ })).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Fill in fields' }).click()
  await page.getByRole('textbox', { name: 'Key figure' }).fill('a median of $612,000')
  await page.getByRole('button', { name: 'Save and preview' }).click()
  await expect(page.getByText('9 credits', { exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Send for 9 credits' }).click()
  const dialog = page.getByRole('dialog', { name: 'Send this campaign?' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000])
  await page.getByRole('button', { name: 'Send for 9 credits' }).click()
  await dialog.getByRole('button', { name: 'Send to 25 people, 9 credits' }).click()
  await expect(page.getByText('Results', { exact: true })).toBeVisible()
  // Twenty of twenty-five were accepted: two blocks of ten.
  await expect(page.getByRole('link', { name: 'Cost 6 credits' })).toBeVisible()
  await expectAccessible(page)
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, -6])
  await expect(page.getByText('“News from Ballard for First name”')).toBeVisible()
  const sent = page.url()

  const inbox = await page.request.get(`${product().mailUrl}/api/messages?to=${tag}`)
  const messages = (await inbox.json()) as { headers: Record<string, string>; to: string[] }[]
  expect(messages).toHaveLength(20)
  const [, address = ''] = /<([^>]+)>/.exec(messages[0]?.headers['list-unsubscribe'] ?? '') ?? []
  // Like an email program: no sign-in, and one request is enough (RFC 8058).
  const answer = await page.request.post(address, { form: { 'List-Unsubscribe': 'One-Click' } })
  expect(answer.status()).toBe(204)
  await page.goto('/contacts/not-mailed')
  await expect(page.getByText(messages[0]?.to[0] ?? 'nobody')).toBeVisible()
  await expectAccessible(page)
  const suppressed = await withDatabase(
    (sql) => sql`select reason from contact_suppressions where workspace_id = ${agency.workspaceId}`,
  )
  // Five mailboxes don’t exist (R44).
  expect(suppressed.map(({ reason }) => reason).sort()).toEqual([...Array(5).fill('bounced'), 'unsubscribed'])

  // One email bounces and one is marked as spam. Unsigned reports are refused.
  const [, , bounced, complained] = messages
  if (!bounced || !complained) throw new Error('not enough emails were sent')
  const forged = await tell(page, '/api/mail/reports', reportOf(bounced), 'another secret')
  expect(forged).toMatchObject({ status: 400, error: "The signature doesn't match the body." })
  expect(await tell(page, '/api/mail/reports', reportOf(bounced))).toEqual({ status: 200, taken: 1 })
  expect(await tell(page, '/api/mail/events', complaintOf(complained))).toEqual({ status: 200, taken: 1 })
  await page.goto(sent)
  for (const [email, what] of [
    [bounced.to[0], 'Bounced'],
    [complained.to[0], 'Marked as spam'],
  ] as const)
    await expect(page.getByRole('row', { name: new RegExp(`${email}.*${what}`) })).toBeVisible()
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, -6])

  // Another recipient opens the link without signing in and clicks the button.
  const [, link = ''] = /<([^>]+)>/.exec(messages[1]?.headers['list-unsubscribe'] ?? '') ?? []
  await page.context().clearCookies()
  await expectBrokenLinkExplained(page, link)
  await page.goto(link)
  await expectFits(page)
  await press(page, page.getByRole('button', { name: 'Unsubscribe' }))
  await expect(page.getByText('won’t send you campaign emails')).toBeVisible()
  const both = await withDatabase(
    (sql) => sql`select email from contact_suppressions
      where workspace_id = ${agency.workspaceId} and reason = 'unsubscribed'`,
  )
  expect(both.map(({ email }) => email).toSorted()).toEqual(
    [messages[0]?.to[0], messages[1]?.to[0]].toSorted(),
  )
})

test('a contact, a list, a template and a campaign, by keyboard only', async ({ page }) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  const type = async (label: string, text: string) => {
    await tabTo(page, page.getByRole('main').getByLabel(label, { exact: true }))
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type(text)
  }
  const button = (name: string | RegExp) => page.getByRole('button', { name })

  await page.goto('/contacts/lists')
  await type('New list', 'Sellers')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Sellers' })).toBeVisible()

  await page.goto('/contacts/new')
  await type('Email address', `kim.c${agency.workspaceId}@list.test`)
  await type('First name', 'Kim')
  await type('Consent source', 'Open house')
  await tabTo(page, page.getByRole('checkbox', { name: 'Sellers' }))
  await page.keyboard.press('Space')
  await expectAccessible(page)
  await press(page, button('Add contact'))
  await expect(page.getByText(/^kim/)).toBeVisible()

  await page.goto('/templates')
  await press(page, button('Use template: Market update (email)'))
  await expect(page.getByRole('textbox', { name: 'Subject' })).toBeVisible()
  await type('Name', 'Autumn')
  await press(page, button('Save'))
  await expect(page.getByText('Saved.')).toBeVisible()

  await page.goto('/campaigns/new')
  await type('Name', 'Autumn news')
  await tabTo(page, page.getByLabel('Recipients'))
  await page.keyboard.type('Sel')
  await tabTo(page, page.getByLabel('Template'))
  await page.keyboard.type('Aut')
  await type('Key figure', 'a median of $612,000')
  await press(page, button('Save and preview'))
  await expect(page.getByText('3 credits', { exact: true })).toBeVisible()
  await press(page, button('Send for 3 credits'))
  await press(page, button('Send to 1 person, 3 credits'))
  await expect(page.getByRole('link', { name: 'Cost 3 credits' })).toBeVisible()
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([2_000, -3])
})
