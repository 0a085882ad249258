import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { expectAccessibleInBothThemes, expectFits } from '../support/accessible'
import { addMember, makeAgency, signInAs, withDatabase } from '../support/agency'
import { press } from '../support/keyboard'

const DAY_MS = 86_400_000
const dayAfter = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

test('a campaign is moved by keyboard, by pointer and by date, and the calendar shows its cost', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 40 })
  const { workspaceId, userId } = agency
  const id = randomUUID()
  // Weeks run from Monday to Sunday. Two weeks ahead, Wednesday has future days on both sides.
  const monday = (8 - new Date().getUTCDay()) % 7 || 7
  const [wednesday, thursday, friday] = [9, 10, 11].map((days) => dayAfter(monday + days))
  await withDatabase(
    (sql) =>
      sql`insert into campaigns ${sql({
        workspace_id: workspaceId,
        id,
        name: 'Spring news',
        list_name: 'Buyers',
        subject: 'Hi',
        body: 'Hi',
        status: 'scheduled',
        scheduled_at: `${wednesday}T09:30:00Z`,
        recipients: 95,
        quoted_credits: 30,
        created_by: userId,
      })}`,
  )
  const stored = async () => {
    const [row] = await withDatabase((sql) => sql`select scheduled_at from campaigns where id = ${id}`)
    return (row?.scheduled_at as Date | undefined)?.toISOString().slice(0, 16)
  }
  await signInAs(page, agency)
  await page.goto('/calendar')
  await expect(page.getByText('1 campaign scheduled, 30 credits.')).toBeVisible()
  await page.goto(`/calendar?view=week&day=${wednesday}`)
  await expect(page.getByText('30 credits planned')).toBeVisible()
  await expectAccessibleInBothThemes(page)

  const handle = page.getByRole('button', { name: /^Move Spring news/ })
  const day = (of: string | undefined) =>
    page.getByRole('listitem', { name: new RegExp(` \\w{3} ${Number(of?.slice(8))}(,|$)`) })
  // By keyboard: pick up, move one day, drop.
  await handle.focus()
  await page.keyboard.press('Space')
  await expect(page.getByText(/^Spring news over Wednesday/)).toBeAttached()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText(/^Spring news over Thursday/)).toBeAttached()
  await page.keyboard.press('Space')
  await expect(page.getByText(/^Moved to .*9:30 AM\.$/)).toBeVisible()
  await expect(day(thursday).getByRole('link', { name: /Spring news/ })).toBeVisible()
  expect(await stored()).toBe(`${thursday}T09:30`)

  // By pointer. Dropping it over its own link does not open the link.
  const from = await day(thursday)
    .getByRole('link', { name: /Spring news/ })
    .boundingBox()
  const to = await day(friday).boundingBox()
  if (!from || !to) throw new Error('both days are shown')
  await page.mouse.move(from.x + 20, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 30, { steps: 4 })
  await page.mouse.move(to.x + to.width / 2, to.y + 120, { steps: 6 })
  await page.mouse.up()
  await expect(day(friday).getByRole('link', { name: /Spring news/ })).toBeVisible()
  await expect.poll(stored).toBe(`${friday}T09:30`)
  await expect(page).toHaveURL(/\/calendar\?view=week/)

  // By date, on a phone. A past time is refused and nothing changes.
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await handle.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Move “Spring news”' })
  await dialog.getByLabel('Date and time').fill(`${dayAfter(-1)}T09:30`)
  await dialog.getByRole('button', { name: 'Move' }).click()
  await expect(dialog.getByText('Choose a time in the future')).toBeVisible()
  await expectAccessibleInBothThemes(page)
  expect(await stored()).toBe(`${friday}T09:30`)
  await dialog.getByLabel('Date and time').fill(`${wednesday}T16:00`)
  await dialog.getByRole('button', { name: 'Move' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(stored).toBe(`${wednesday}T16:00`)
  await expectAccessibleInBothThemes(page)
})

test('a post is moved by keyboard and keeps its text; a member without approval permission can’t move it', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 40 })
  const { workspaceId } = agency
  const id = randomUUID()
  const [day, later] = [dayAfter(9), dayAfter(12)]
  const texts = { facebook: 'A new home by the lake.', instagram: '', linkedin: '', x: '' }
  await withDatabase(
    (sql) =>
      sql`insert into posts ${sql({
        workspace_id: workspaceId,
        id,
        title: 'Lake house',
        status: 'scheduled',
        texts: sql.json(texts),
        scheduled_at: `${day}T09:30:00Z`,
      })}`,
  )
  const stored = async () => {
    const [row] = await withDatabase(
      (sql) => sql`select scheduled_at, status, texts from posts where id = ${id}`,
    )
    return { ...row, scheduled_at: (row?.scheduled_at as Date | undefined)?.toISOString().slice(0, 16) }
  }
  await signInAs(page, agency)
  await page.goto(`/calendar?view=week&day=${day}`)
  const handle = page.getByRole('button', { name: /^Move Lake house/ })
  await press(page, handle)
  const dialog = page.getByRole('dialog', { name: 'Move “Lake house”' })
  await expect(dialog.getByText('The text and the picture stay the same.')).toBeVisible()
  await expectFits(page)
  // Canceled: nothing changed, and the focus is back where it was.
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(handle).toBeFocused()
  expect(await stored()).toMatchObject({ scheduled_at: `${day}T09:30` })

  await press(page, handle)
  await dialog.getByLabel('Date and time').fill(`${dayAfter(-1)}T09:30`)
  await press(page, dialog.getByRole('button', { name: 'Move' }))
  await expect(dialog.getByText('Choose a time in the future')).toBeVisible()
  await expectFits(page)
  await dialog.getByLabel('Date and time').fill(`${later}T16:15`)
  await press(page, dialog.getByRole('button', { name: 'Move' }))
  await expect(dialog).toBeHidden()
  await expect(page.getByText(/^Moved to .*4:15 PM\.$/)).toBeVisible()
  expect(await stored()).toEqual({ scheduled_at: `${later}T16:15`, status: 'scheduled', texts })
  await page.goto(`/calendar?view=week&day=${later}`)
  await expect(page.getByRole('link', { name: /Lake house/ })).toBeVisible()
  await expectFits(page)

  await page.context().clearCookies()
  await signInAs(page, await addMember(agency, 'member'))
  await page.goto(`/calendar?view=week&day=${later}`)
  await expect(page.getByRole('link', { name: /Lake house/ })).toBeVisible()
  await press(page, handle)
  await dialog.getByLabel('Date and time').fill(`${dayAfter(13)}T16:15`)
  await press(page, dialog.getByRole('button', { name: 'Move' }))
  await expect(dialog.getByText(/^Only .* can approve and send posts\.$/)).toBeVisible()
  await expectFits(page)
  expect(await stored()).toMatchObject({ scheduled_at: `${later}T16:15` })
})

test('R40: a phone lists a day of the next month that the grid of a wide screen shows', async ({ page }) => {
  const agency = await makeAgency({ left: 40 })
  await signInAs(page, agency)
  // The grid of December 2026 ends on Sunday, January 3.
  await withDatabase(
    (sql) =>
      sql`insert into posts ${sql({
        workspace_id: agency.workspaceId,
        id: randomUUID(),
        title: 'New year open house',
        status: 'scheduled',
        texts: sql.json({ facebook: 'Come and see it.' }),
        scheduled_at: '2027-01-02T09:30:00Z',
      })}`,
  )
  const link = page.getByRole('link', { name: /New year open house/ })
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await page.goto('/calendar?view=month&day=2026-12-15')
    await expect(link).toBeVisible()
  }
})
