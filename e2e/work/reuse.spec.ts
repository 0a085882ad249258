import { expect, type Page, test } from '@playwright/test'
import { filled, makeWorld, type World } from '../access/world'
import { expectAccessibleInBothThemes } from '../support/accessible'
import { signInAs } from '../support/agency'

async function use(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Use this' }).click()
  await page.getByRole('menu', { name: 'Use this' }).getByRole('menuitem', { name }).click()
}

/** Signed in, on the page of this work. */
async function open(page: Page, path: string): Promise<World> {
  const world = await makeWorld()
  await signInAs(page, world.people.owner)
  await page.goto(await filled(path, world))
  return world
}

test('a report becomes an email with its figure and a link, and a post', async ({ page }) => {
  await open(page, '/reports/$reports:ready')
  const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  const area = title.replace('Market report: ', '')
  await page.getByRole('button', { name: 'Use this' }).click()
  await expectAccessibleInBothThemes(page)
  await page.getByRole('menuitem', { name: 'Email it to a list' }).click()

  await expect(page.getByRole('status').filter({ hasText: 'Filled in from' })).toContainText(title)
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(title.slice(0, 80))
  await expect(page.getByLabel('Area', { exact: false }).first()).toHaveValue(area)
  await expect(page.getByLabel(/^Key figure/)).toHaveValue(/a median price of|homes sold/)
  await expectAccessibleInBothThemes(page)
  const share = page.getByRole('button', { name: 'Create a link that works for 90 days' })
  if (await share.isVisible()) {
    await share.click()
    await expect(share).toBeHidden()
  }

  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await use(page, 'Write a post')
  await expect(page.getByLabel('Title')).toHaveValue(title)
  await expect(page.getByRole('textbox', { name: 'Facebook' })).toHaveValue(/\/shared\/reports\//)
  await expect(page.getByRole('textbox', { name: 'X', exact: true })).toHaveValue(new RegExp(area))
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
})

test('an image becomes the picture of a post, and a valuation the text of an image', async ({ page }) => {
  const world = await open(page, '/images/$images:ready')
  await use(page, 'Write a post')
  await expect(page.getByRole('radio', { name: 'A garden home' })).toBeChecked()
  await expect(page.getByRole('textbox', { name: 'Instagram' })).toHaveValue(/A garden home near Green Lake/)

  await page.goto(await filled('/valuations/$valuations:ready', world))
  const home = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await use(page, 'Create an image')
  await expect(page.getByLabel('Address')).toHaveValue(home.slice(0, 80))
  await expect(page.getByLabel(/^Details/)).toHaveValue(/\d+ bed/)
})

test('from a listing to an emailed, posted and pictured home in under ten clicks', async ({ page }) => {
  await open(page, '/listings/$listings')
  const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  const listing = page.url()
  let clicks = 0
  const click = async (name: string | RegExp, role: 'button' | 'menuitem' = 'button') => {
    await page.getByRole(role, { name }).click()
    clicks += 1
  }

  await click('Use this')
  await click('Create an image', 'menuitem')
  await expect(page.getByLabel('Address')).toHaveValue(title.slice(0, 80))
  // R46: its photo is filled in, too. A home that is on the market is not drawn.
  await expect(page.getByRole('img', { name: /^Selected photo: photo 1 of the listing/ })).toBeVisible()
  await click(/^Create image/)
  await expect(page).toHaveURL(/\/images\/[0-9a-f-]{36}/)

  await page.goto(listing)
  await click('Use this')
  await click(/^(Open its post|Write a post)/, 'menuitem')
  await expect(page.getByRole('textbox', { name: 'Facebook' })).toHaveValue(/\S/)

  await page.goto(listing)
  await click('Use this')
  await click('Email it to a list', 'menuitem')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(title.slice(0, 80))
  await page.getByLabel(/^Listing link/).fill('https://sunny.test/homes/1')
  await click('Save and preview')
  await expect(page).toHaveURL(/\/campaigns\/[0-9a-f-]{36}/)
  expect(clicks).toBeLessThan(10)
})
