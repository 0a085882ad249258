import { randomUUID } from 'node:crypto'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import type { Entry } from '../access/audience'
import { pages } from '../access/matrix'
import { filled, makeOperator, makeWorld, type World } from '../access/world'
import { expectFits } from '../support/accessible'
import { type Agency, makeAgency, signInAs, withDatabase } from '../support/agency'
import { product } from '../support/product'

/**
 * Checks every page in both themes, on desktop and phone: no axe violations and no horizontal scrolling on a phone. The pages
 * come from the access matrix, so new pages are included automatically. States that need interaction are checked by the specs
 * that create them.
 */
const test = base.extend<object, { visitor: BrowserContext }>({
  // One context per worker, so scripts are compiled only once.
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

const inSettings = (query: string) => `/workspace-settings?${query}`

/** Pages whose URL is another one, or that have several. */
const TABS: Record<string, readonly string[]> = {
  '/workspace-settings/general': ['/workspace-settings'],
  '/workspace-settings/members': ['/workspace-settings?tab=members'],
  '/workspace-settings/notifications': ['/workspace-settings?tab=notifications'],
  '/workspace-settings/feeds': ['/workspace-settings?tab=feeds'],
  '/workspace-settings/keys': ['/workspace-settings?tab=keys'],
  '/workspace-settings/webhooks': ['/workspace-settings?tab=webhooks'],
  '/workspace-settings/billing': ['tab=billing', 'tab=billing&sheet=packs'].map(inSettings),
  '/workspace-settings/billing/usage': ['tab=billing&view=usage'].map(inSettings),
  '/workspace-settings/billing/statement': [
    'tab=billing&view=statement',
    'tab=billing&view=statement&explain=now',
  ].map(inSettings),
  '/workspace-settings/billing/plans': ['tab=billing&view=plans'].map(inSettings),
  '/workspace-settings/billing/payment': ['tab=billing&view=payment'].map(inSettings),
  '/welcome': ['/welcome?another=1'],
}

/** Pages with an empty state. */
const EMPTY = [
  '/dashboard',
  '/calendar',
  '/campaigns',
  '/contacts',
  '/images',
  '/notifications',
  '/posts',
  '/listings',
  '/workspace-settings/feeds',
  '/reports',
  '/reports/data',
  '/templates',
  '/valuations',
  '/workspace-settings?tab=billing',
  '/workspace-settings?tab=billing&view=usage',
  '/workspace-settings?tab=billing&view=statement',
  '/workspace-settings?tab=billing&view=payment',
  '/workspace-settings?tab=webhooks',
]

let worldOnce: Promise<World> | undefined
const world = () => (worldOnce ??= makeFullWorld())
let operatorOnce: Promise<Agency> | undefined
const operator = () => (operatorOnce ??= makeOperator())
let newcomerOnce: Promise<Agency> | undefined
const newcomer = () => (newcomerOnce ??= makeAgency({ left: 20 }))

/** Also has an expired invitation, which the member list shows differently. */
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

async function visit(visitor: BrowserContext, caller: Agency | null, address: string): Promise<Page> {
  const page = visitor.pages()[0] ?? (await visitor.newPage())
  await visitor.clearCookies()
  if (caller) await signInAs(page, caller)
  await page.goto(address)
  // A sheet hides the page behind it.
  const title = page.getByRole('heading', { level: 1 }).or(page.getByRole('dialog'))
  await expect(title.first()).toBeVisible()
  await expect(page.getByText(/^Loading/)).toHaveCount(0)
  return page
}

async function callerFor({ who }: Entry): Promise<Agency | null> {
  if (who === 'anyone' || who === 'signed') return null
  return who === 'operator' ? operator() : (await world()).people.owner
}

for (const [pattern, entry] of Object.entries(pages)) {
  for (const place of TABS[pattern] ?? [entry.address ?? pattern]) {
    test(`no accessibility violations: ${place}`, async ({ visitor }) => {
      const address = await filled(place.replaceAll(/\[\w+\]/g, 'none'), await world())
      // An email's frame runs no scripts, so axe can't check it.
      await expectFits(await visit(visitor, await callerFor(entry), address), { without: 'iframe' })
    })
  }
}

for (const address of EMPTY) {
  test(`no accessibility violations in a new workspace: ${address}`, async ({ visitor }) => {
    await expectFits(await visit(visitor, await newcomer(), address))
  })
}
