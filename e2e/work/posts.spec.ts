import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { file, sample } from '@/lib/feeds/parsers/samples'
import { addImage } from '../access/made-work'
import { expectFits } from '../support/accessible'
import { addMember, ledgerOf, makeAgency, signInAs, withDatabase } from '../support/agency'
import { connectCrm, sendFile } from '../support/crm'
import { press, tabTo } from '../support/keyboard'

const DAY_MS = 86_400_000
const inTwoDays = `${new Date(Date.now() + 2 * DAY_MS).toISOString().slice(0, 10)}T09:30`

/** The one post of a workspace, as it is stored. */
async function storedPost(workspaceId: number) {
  const [row] = await withDatabase(
    (sql) =>
      sql`select status, texts, photo_url, image_file, scheduled_at from posts where workspace_id = ${workspaceId}`,
  )
  return row
}

const write = (page: Page, network: string, text: string) =>
  page.getByRole('textbox', { name: network, exact: true }).fill(text)
const saved = async (page: Page) => {
  const save = page.getByRole('button', { name: 'Save', exact: true })
  await press(page, save)
  // While it saves, the message of the previous save is hidden.
  await expect(save).not.toHaveAttribute('aria-busy', 'true')
  await expect(page.getByText('Saved.')).toBeVisible()
}

test('a listing’s post is edited within each network’s limits, gets a picture, and is approved, scheduled and downloaded', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 100 })
  const { workspaceId } = agency
  await withDatabase((sql) => sql.begin((tx) => addImage(tx, agency, 'ready')))
  await signInAs(page, agency)
  await page.goto('/posts')
  await sendFile(page, await connectCrm(page, 'Desk'), file(sample()))
  await page.goto('/listings')
  await press(page, page.getByRole('link', { name: 'Ready for review' }))
  await expect(page.getByRole('heading', { name: '2/15 Hill Street, Carlton' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Instagram' })).toHaveValue(/#Carlton/)
  await expectFits(page)

  // R13: the listing's photos are unreachable, so none is chosen and the page says so.
  await expect(page.getByText(/^The picture can’t be used: its server can’t be reached/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Approve without picture' })).toBeVisible()
  await expect(page.getByRole('radio', { name: /^Photo 1 of the listing/ })).toBeDisabled()
  await tabTo(page, page.getByRole('radio', { name: 'No picture' }))
  await expect(page.getByRole('radio', { name: 'No picture' })).toBeChecked()
  await expectFits(page)

  // The preview follows the text as the network would show it.
  await page.getByRole('radio', { name: 'LinkedIn' }).check()
  await write(page, 'LinkedIn', `Hill Street, Carlton.\n\n${'A long text. '.repeat(40)}`)
  const preview = page.getByRole('figure', { name: 'Preview on LinkedIn' })
  await expect(preview.getByText('Hill Street, Carlton.')).toBeVisible()
  await expect(preview.getByText('…more')).toBeVisible()
  await expectFits(page)

  // A post that no network accepts stays a draft.
  const approve = page.getByRole('button', { name: /^Approve/ })
  await write(page, 'X', 'a'.repeat(281))
  await expect(page.getByText('281 of 280 characters, 0 hashtags')).toBeVisible()
  await expect(page.getByText('1 character too long for X.', { exact: true })).toBeVisible()
  await write(page, 'Instagram', Array.from({ length: 31 }, (_, i) => `#home${i}`).join(' '))
  await expect(page.getByText('Instagram allows 30 hashtags. This has 31.', { exact: true })).toBeVisible()
  await write(page, 'Facebook', 'Yours for [Price].')
  await expect(page.getByText('Fill in [Price].', { exact: true })).toBeVisible()
  await saved(page)
  await expectFits(page)
  await press(page, approve)
  await expect(page.getByText('The text for Facebook isn’t ready. Fill in [Price].')).toBeVisible()
  expect(await storedPost(workspaceId)).toMatchObject({ status: 'draft' })

  const texts = { facebook: 'Yours for $650,000.', instagram: 'Hill Street #home', x: 'Come and see it.' }
  await write(page, 'Facebook', texts.facebook)
  await write(page, 'Instagram', texts.instagram)
  await write(page, 'LinkedIn', '')
  await write(page, 'X', texts.x)
  // One of the agency's own images.
  await page.getByRole('radio', { name: 'A garden home' }).check()
  await saved(page)
  await expect
    .poll(() => storedPost(workspaceId))
    .toMatchObject({ photo_url: null, image_file: expect.stringMatching(/\.png$/) })

  await press(page, approve)
  await expect(page.getByText('Approved by Terry Tester.')).toBeVisible()
  await page.getByLabel('Date and time').fill(inTwoDays)
  await press(page, page.getByRole('button', { name: 'Schedule' }))
  await expect(page.getByText(/^Scheduled for /).first()).toBeVisible()
  expect((await storedPost(workspaceId))?.scheduled_at.toISOString().slice(0, 16)).toBe(inTwoDays)
  await expectFits(page)

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await press(page, page.getByRole('button', { name: 'Copy for X' }))
  await expect(page.getByText('Copied the text for X.')).toBeAttached()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(texts.x)
  const download = page.waitForEvent('download')
  await press(page, page.getByRole('link', { name: 'Download' }))
  const files = unzipSync(await readFile(await (await download).path()))
  expect(Object.keys(files).sort()).toEqual([
    'facebook.txt',
    'instagram.txt',
    'picture.png',
    'post.txt',
    'x.txt',
  ])
  expect(strFromU8(files['facebook.txt'] ?? new Uint8Array())).toBe(`${texts.facebook}\n`)

  const { pathname } = new URL(page.url())
  await page.goto(`/calendar?view=week&day=${inTwoDays.slice(0, 10)}`)
  await expect(page.getByRole('link', { name: /2\/15 Hill Street/ })).toHaveAttribute('href', pathname)
  await page.goto(pathname)
  await press(page, page.getByRole('button', { name: 'Mark as posted' }))
  await expect(page.getByText(/^Posted on /)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0)
  await expectFits(page)
  expect(await storedPost(workspaceId)).toMatchObject({ status: 'exported' })
  // R9: only writing the text costs credits.
  expect((await ledgerOf(workspaceId)).amounts).toEqual([100, -5])
})

test('R9: a post from a template is free and needs all blanks filled in; a member’s post needs approval', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, await addMember(agency, 'member'))
  await page.goto('/posts/new')
  await press(page, page.getByRole('link', { name: 'New price' }))
  await expect(page.getByText(/^Fill in \[Price\], \[Property address\]/).first()).toBeVisible()
  await expectFits(page)
  for (const network of ['Facebook', 'Instagram', 'LinkedIn']) await write(page, network, '')
  await write(page, 'X', 'New price: $650,000 for 2/15 Hill Street.')
  await press(page, page.getByRole('button', { name: 'Save', exact: true }))
  await expect(
    page.getByText('An owner or admin needs to approve this post before it’s published.'),
  ).toBeVisible()
  for (const name of ['Approve', 'Schedule']) await expect(page.getByRole('button', { name })).toHaveCount(0)
  await expectFits(page)
  const { pathname } = new URL(page.url())

  await page.context().clearCookies()
  await signInAs(page, agency)
  await page.goto(pathname)
  await press(page, page.getByRole('button', { name: 'Approve' }))
  await expect(page.getByText('Approved by Terry Tester.')).toBeVisible()

  // Another workspace can't see it.
  await page.context().clearCookies()
  await signInAs(page, await makeAgency())
  await page.goto(pathname)
  await expect(page.getByRole('heading', { name: 'New price' })).toHaveCount(0)
  expect((await page.request.get(`/api${pathname}/export`)).status()).toBe(404)
  expect((await ledgerOf(agency.workspaceId)).amounts).toEqual([100])
})
