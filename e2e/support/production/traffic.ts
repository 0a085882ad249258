import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { makeKeyIn } from '../../access/world'
import { type Agency, beginCycle, makeAgencyIn, signInAs } from '../agency'
import { PLANS, payByCard } from '../billing-views'
import { product } from '../product'
import { type Installation, MAIL_PER_SECOND } from './installation'
import { reportInput } from './requests'

/** What agencies do at the same time, in their browsers and over the API, while processes come and go. */

export const POST_CREDITS = 5

export type Caller = {
  agency: Agency
  call(path: string, body?: object, options?: CallOptions): Promise<Response>
}
type CallOptions = { method?: string; key?: string; to?: string }

/** An agency with an API key. Unless told otherwise, its requests go through the load balancer. */
export async function makeCaller({ sql, url }: Installation): Promise<Caller> {
  const agency = await makeAgencyIn(sql)
  await beginCycle(sql, agency)
  const products = ['reports', 'images', 'contacts', 'campaigns']
  const scopes = products.flatMap((name) => [`${name}.read`, `${name}.write`])
  const key = await makeKeyIn(sql, agency, 'credits.read', 'credits.spend', ...scopes)
  const call: Caller['call'] = (path, body, { method, key: requestKey = randomUUID(), to = url } = {}) =>
    fetch(`${to}/api/v1${path}`, {
      method: method ?? (body ? 'POST' : 'GET'),
      headers: { Authorization: `Bearer ${key}`, 'Idempotency-Key': requestKey },
      ...(body && { body: JSON.stringify(body) }),
    })
  return { agency, call }
}

export async function answered<T>(response: Promise<Response>, status = 200): Promise<T> {
  const answer = await response
  const text = await answer.text()
  expect(answer.status, text).toBe(status)
  return JSON.parse(text) as T
}

export const amountsOf = async ({ sql }: Installation, { workspaceId }: Agency) =>
  (await sql`select amount from credit_entries where workspace_id = ${workspaceId} order by seq`).map(
    ({ amount }) => Number(amount),
  )

/** Repeats something until told to stop, and at least `least` times. Returns how often it was done. */
function repeat(work: (turn: number) => Promise<void>, least = 1): { stop(): Promise<number> } {
  let goesOn = true
  const done = (async () => {
    let turn = 0
    while (goesOn || turn < least) await work(turn++)
    return turn
  })()
  // Its failure is reported where it is awaited.
  done.catch(() => {})
  return {
    stop: () => {
      goesOn = false
      return done
    },
  }
}

/** Buys packs, one after the other, as a person does in a browser. */
export async function startBuying({ sql, url }: Installation, page: Page) {
  const agency = await makeAgencyIn(sql)
  await beginCycle(sql, agency)
  await signInAs(page, agency)
  const watch = watchPage(page)
  const buying = repeat(async () => {
    await openAsPerson(page, url + PLANS, watch)
    await page.getByRole('button', { name: 'Buy 100 credits for $15' }).click()
    await payByCard(page)
    await page.waitForURL(/[?]tab=billing/)
    await expect(page.getByText('100 credits were added to your balance.')).toBeVisible()
  }, 2)
  return { agency, stop: buying.stop }
}

/** Lines about which pages are loaded and what fails on them, newest last. */
function watchPage(page: Page): () => string {
  const lines: string[] = []
  const note = (line: string) => lines.push(`${new Date().toISOString()} ${line}`)
  page.on('request', (request) => {
    if (request.isNavigationRequest()) note(`${request.method()} ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) note(`${response.status()} ${response.url()}`)
  })
  page.on('requestfailed', (request) => note(`${request.failure()?.errorText} ${request.url()}`))
  page.on('console', (message) => {
    if (message.type() === 'error') note(message.text())
  })
  return () => lines.slice(-20).join('\n')
}

/**
 * Opens an address. A page can reload itself at that very moment, as Next.js does when a refresh in the background fails. Then
 * the browser drops our navigation, and a person would ask for the address again. What the page did is recorded.
 */
async function openAsPerson(page: Page, address: string, watch: () => string): Promise<void> {
  try {
    await page.goto(address)
  } catch (error) {
    if (!String(error).includes('net::ERR_ABORTED')) throw error
    test.info().annotations.push({ type: 'dropped navigation', description: watch() })
    console.log(`The page reloaded itself:\n${watch()}`)
    await page.waitForLoadState()
    await page.goto(address)
  }
}

/** Spends and saves contacts. Each charge is sent twice, as a client does that got no answer. */
export async function startCalling(installation: Installation) {
  const { agency, call } = await makeCaller(installation)
  const listed = { consentSource: 'Open house', consentAt: '2026-01-05' }
  const save = (email: string, firstName: string) =>
    answered(call('/contacts', { email, firstName, ...listed }, { method: 'PUT' }))
  const calling = repeat(async (turn) => {
    const charge = { action: 'feed.post', quotedCredits: POST_CREDITS }
    const again = { key: randomUUID() }
    const [first, second] = await Promise.all([1, 2].map(() => answered(call('/charges', charge, again))))
    expect(second).toEqual(first)
    await save('ann@contact.test', `Turn ${turn}`)
    await save(`turn.${turn}@contact.test`, 'New')
  })
  return { agency, stop: calling.stop }
}

const RECIPIENTS = 30

type SentCampaign = { caller: Caller; id: string; tag: string }

/** A campaign that is being sent. Returns the part that all of its recipients have in common. */
export async function startCampaign(installation: Installation): Promise<SentCampaign> {
  const caller = await makeCaller(installation)
  const { agency, call } = caller
  const tag = `several${agency.workspaceId}`
  const templateId = randomUUID()
  const { sql } = installation
  await sql`insert into templates (workspace_id, id, kind, name, subject, body, created_by)
    values (${agency.workspaceId}, ${templateId}, 'email', 'News', 'News', 'Hi! Homes sell fast.', ${agency.userId})`
  await sql`insert into sender_details (workspace_id, reply_to, postal_address)
    values (${agency.workspaceId}, 'hello@agency.test', '1 Main St, Seattle, WA 98101')`
  await sql`insert into contacts (workspace_id, id, email, first_name, consent_source, consent_at, created_by)
    select ${agency.workspaceId}, gen_random_uuid(), 'p' || n || '.' || ${tag}::text || '@list.test', 'Pat', 'Form',
      '2026-01-05', ${agency.userId} from generate_series(1, ${RECIPIENTS}::int) n`
  const draft = { name: 'News', listId: null, templateId, subject: 'News' }
  const { id } = await answered<{ id: string }>(call('/campaigns', draft), 201)
  const { version, recipients, quotedCredits } = await answered<{
    version: string
    recipients: number
    quotedCredits: number
  }>(call(`/campaigns/${id}/preview`))
  expect(recipients).toBe(RECIPIENTS)
  await answered(call(`/campaigns/${id}/send`, { version, recipients, quotedCredits }), 202)
  return { caller, id, tag }
}

/** Reports that are requested in a row, and the time between them. */
export async function startReports(installation: Installation) {
  const { agency, call } = await makeCaller(installation)
  const ids: string[] = []
  const requesting = repeat(async () => {
    ids.push((await answered<{ id: string }>(call('/reports', reportInput), 202)).id)
    await new Promise((resolve) => setTimeout(resolve, 700))
  })
  return { agency, ids, stop: requesting.stop }
}

/** Every recipient got one email, and all campaigns together kept the pace of the mail server (R44). */
export async function expectSentOnce(installation: Installation, campaigns: SentCampaign[]): Promise<void> {
  const arrivals: number[] = []
  for (const { caller, id, tag } of campaigns) {
    await expect
      .poll(async () => (await answered<{ status: string }>(caller.call(`/campaigns/${id}`))).status)
      .toBe('sent')
    const inbox = await fetch(`${product().mailUrl}/api/messages?to=${tag}`)
    const messages = (await inbox.json()) as { to: string[]; receivedAt: string }[]
    const expected = Array.from({ length: RECIPIENTS }, (_, n) => `p${n + 1}.${tag}@list.test`)
    expect(messages.flatMap(({ to }) => to).toSorted()).toEqual(expected.toSorted())
    arrivals.push(...messages.map(({ receivedAt }) => Date.parse(receivedAt)))
    expect(await amountsOf(installation, caller.agency)).toEqual([2_000, -9])
  }
  // Without a shared pace, all would be sent in a third of this time. A slow machine takes longer.
  const takenMs = Math.max(...arrivals) - Math.min(...arrivals)
  expect(takenMs).toBeGreaterThan((arrivals.length / MAIL_PER_SECOND) * 1_000 * 0.6)
}
