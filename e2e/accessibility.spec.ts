import { randomUUID } from 'node:crypto'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import type { Entry } from './access/audience'
import { pages } from './access/matrix'
import { filled, makeOperator, makeWorld, type World } from './access/world'
import { expectFits } from './support/accessible'
import { type Agency, makeAgency, signInAs, withDatabase } from './support/agency'
import { product } from './support/product'

/**
 * Every screen, in both themes, on a desktop and on a phone: no violation that axe can find, and nothing that pushes a
 * phone's page sideways. The screens come from the matrix of who may do what, so a new page is here from its first day;
 * what a page shows only after something was done is checked by the walk that does it.
 */
const test = base.extend<object, { visitor: BrowserContext }>({
  // One context for all screens of a worker: scripts are compiled once, not once a screen.
  visitor: [
    async ({ browser }, use) => {
      const context = await browser.newContext({
        baseURL: product().url,
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
        timezoneId: 'UTC',
      })
      await use(context)
      await context.close()
    },
    { scope: 'worker' },
  ],
})

/** Parts of a page that have an address of their own. */
const TABS: Record<string, readonly string[]> = {
  '/workspace-settings': ['general', 'members', 'notifications', 'keys', 'webhooks', 'billing'].map(
    (tab) => `/workspace-settings?tab=${tab}`,
  ),
  '/welcome': ['/welcome?another=1'],
}

/** Lists say something else while there is nothing in them. */
const EMPTY = [
  '/dashboard',
  '/calendar',
  '/campaigns',
  '/contacts',
  '/images',
  '/notifications',
  '/posts',
  '/property-feed',
  '/reports',
  '/templates',
  '/valuations',
  '/workspace-settings?tab=billing',
  '/workspace-settings?tab=webhooks',
]

let worldOnce: Promise<World> | undefined
const world = () => (worldOnce ??= makeFullWorld())
let operatorOnce: Promise<Agency> | undefined
const operator = () => (operatorOnce ??= makeOperator())
let newcomerOnce: Promise<Agency> | undefined
const newcomer = () => (newcomerOnce ??= makeAgency({ left: 20 }))

/** With an invitation that has expired, too, which the list of members shows in words of its own. */
async function makeFullWorld(): Promise<World> {
  const made = await makeWorld()
  const { workspaceId, userId } = made.people.owner
  await withDatabase(
    (
      sql,
    ) => sql`insert into invitations (workspace_id, email, role, token_hash, invited_by, invited_at, expires_at)
      values (${workspaceId}, ${`${randomUUID()}@agency.test`}, 'admin', ${randomUUID()}, ${userId},
        now() - interval '9 days', now() - interval '2 days')`,
  )
  return made
}

async function visit(visitor: BrowserContext, asker: Agency | null, address: string): Promise<Page> {
  const page = visitor.pages()[0] ?? (await visitor.newPage())
  await visitor.clearCookies()
  if (asker) await signInAs(page, asker)
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.getByText(/^(Loading|Adding up)/)).toHaveCount(0)
  return page
}

async function askerFor({ who }: Entry): Promise<Agency | null> {
  if (who === 'everybody' || who === 'signed') return null
  return who === 'operator' ? operator() : (await world()).people.owner
}

for (const [pattern, entry] of Object.entries(pages)) {
  for (const place of TABS[pattern] ?? [entry.address ?? pattern]) {
    test(`no accessibility violation: ${place}`, async ({ visitor }) => {
      const address = await filled(place.replaceAll(/\[\w+\]/g, 'none'), await world())
      // A mail's frame runs no script, and so none of axe's.
      await expectFits(await visit(visitor, await askerFor(entry), address), { without: 'iframe' })
    })
  }
}

for (const address of EMPTY) {
  test(`no accessibility violation in a new workspace: ${address}`, async ({ visitor }) => {
    await expectFits(await visit(visitor, await newcomer(), address))
  })
}
