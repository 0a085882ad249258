import { expect, test } from '@playwright/test'
import { expectFits } from '../support/accessible'
import { makeAgency, signInAs, withDatabase } from '../support/agency'
import { press } from '../support/keyboard'

/** A picture of 64 × 64 pixels. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAT0lEQVR42u3PQQkAAAgEsItkNCMazQi+hcEKLNXzWgQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQELgtKygFLv7Xp7gAAAABJRU5ErkJggg==',
  'base64',
)

test('R46: an email is made of blocks: a picture, a card, a button and a field at the caret, on a phone and as text', async ({
  page,
}) => {
  const agency = await makeAgency()
  await signInAs(page, agency)
  await page.goto('/templates')
  await page.getByRole('button', { name: 'Use template: Just listed (email)' }).click()
  const blocks = page.getByRole('list', { name: 'Blocks' })
  await expect(blocks.getByText('Listing card')).toBeVisible()
  const email = page.frameLocator('iframe')
  await expect(email.getByRole('link', { name: 'View the listing' })).toBeVisible()

  // A picture needs a description.
  const add = page.getByRole('group', { name: 'Add a block' })
  await add.getByRole('button', { name: 'Picture' }).click()
  await page.getByLabel('Picture', { exact: true }).setInputFiles({
    name: 'garden.png',
    mimeType: 'image/png',
    buffer: PICTURE,
  })
  await expect(page.getByRole('button', { name: 'Choose another picture' })).toBeVisible()
  await page.getByLabel('Description').fill('No children allowed')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(/Fair housing law/)).toBeVisible()
  await page.getByLabel('Description').fill('A garden in the evening')
  await expect(email.getByRole('img', { name: 'A garden in the evening' })).toBeVisible()

  // A button, moved up by keyboard: the focus stays on it.
  await add.getByRole('button', { name: 'Button' }).click()
  await page.getByLabel('Label', { exact: true }).fill('Call ')
  await page.getByRole('button', { name: 'Agent', exact: true }).click()
  await expect(page.getByLabel('Label', { exact: true })).toHaveValue('Call {{ agent_name }}')
  await page.getByLabel('Link', { exact: true }).fill('https://sunny.test/contact')
  const count = await blocks.getByRole('listitem').count()
  await press(page, page.getByRole('button', { name: `Move Button ${count} up` }))
  await expect(page.getByRole('button', { name: `Move Button ${count - 1} up` })).toBeFocused()
  await expect(page.getByText(`Button moved to position ${count - 1} of ${count}.`)).toBeAttached()
  await expect(email.getByRole('link', { name: 'Call Sam Rivera' })).toBeVisible()
  await expectFits(page, { without: 'iframe' })

  const previews = page.getByRole('group', { name: 'Preview as' })
  await previews.getByRole('button', { name: 'Phone' }).click()
  await expect.poll(async () => (await page.locator('iframe').boundingBox())?.width).toBeLessThanOrEqual(392)
  await previews.getByRole('button', { name: 'Plain text' }).click()
  const text = page.getByRole('region', { name: 'Plain text preview' })
  await expect(text).toContainText('[Picture: A garden in the evening]')
  await expect(text.getByText('Property address', { exact: true }).first()).toBeVisible()
  await expectFits(page)

  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  const [stored] = await withDatabase(
    (sql) => sql`select body from templates where workspace_id = ${agency.workspaceId}`,
  )
  expect(stored?.body).toMatch(
    /\[\[listing\]\][\s\S]*\[Call \{\{ agent_name \}\}\]\(https:\/\/sunny\.test\/contact\)\s+!\[A garden in the evening\]\(picture:[0-9a-f]{64}\.jpg\)$/,
  )
  await page.reload()
  await expect(blocks.getByRole('listitem')).toHaveCount(count)

  // The picture opens without a session, as an email program requests it.
  await previews.getByRole('button', { name: 'Desktop' }).click()
  const src = await email.getByRole('img', { name: 'A garden in the evening' }).getAttribute('src')
  await page.context().clearCookies()
  const answer = await page.request.get(src ?? '')
  expect(answer.headers()).toMatchObject({
    'content-type': 'image/jpeg',
    'cross-origin-resource-policy': 'cross-origin',
  })
  expect((await page.request.get(`${src}x`)).status()).toBe(404)
})
