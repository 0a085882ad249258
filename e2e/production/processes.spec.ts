import { randomUUID } from 'node:crypto'
import { get } from 'node:http'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { makeKeyIn } from '../access/world'
import { type Agency, beginCycle, makeAgencyIn, signInAs } from '../support/agency'
import { OVERVIEW, PLANS, payByCard } from '../support/billing-views'
import { product } from '../support/product'
import { type Installation, MAIL_PER_SECOND, startInstallation } from '../support/production/installation'

/** Two web and two worker processes over one database, bucket and mail server, as on several machines. */
test.describe.configure({ mode: 'serial', timeout: 300_000 })

const REPORT_CREDITS = 20
const POST_CREDITS = 5
const HOLDS = 3
const REPORT = { action: 'report.generate', quotedCredits: REPORT_CREDITS }
let installation: Installation

test.beforeAll(async () => {
  test.setTimeout(300_000)
  installation = await startInstallation()
})
test.afterAll(() => installation?.close())

type Caller = { agency: Agency; call(path: string, body?: object, options?: CallOptions): Promise<Response> }
type CallOptions = { method?: string; key?: string; to?: string }

/** An agency with an API key. Unless told otherwise, its requests go through the load balancer. */
async function makeCaller(): Promise<Caller> {
  const { sql, url } = installation
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

async function answered<T>(response: Promise<Response>, status = 200): Promise<T> {
  const answer = await response
  const text = await answer.text()
  expect(answer.status, text).toBe(status)
  return JSON.parse(text) as T
}

const amountsOf = async ({ workspaceId }: Agency) =>
  (
    await installation.sql`select amount from credit_entries where workspace_id = ${workspaceId} order by seq`
  ).map(({ amount }) => Number(amount))

/** A page's connection to one process: when it is told that the balance changed. */
async function listen(url: string, { sessionToken }: Agency): Promise<{ toldAt: number[]; close(): void }> {
  const toldAt: number[] = []
  let listening = () => {}
  const ready = new Promise<void>((resolve) => {
    listening = resolve
  })
  const headers = { Cookie: `next-auth.session-token=${sessionToken}` }
  const request = get(`${url}/api/live`, { headers, agent: false }, (response) => {
    response.on('data', (text) => {
      if (String(text).includes('event: version')) listening()
      if (String(text).includes('event: balance')) toldAt.push(Date.now())
    })
    response.on('error', () => {})
  })
  request.on('error', () => {})
  await ready
  return { toldAt, close: () => request.destroy() }
}

/** Holds credits a few times. Returns how long each process takes to tell its pages, in the median. */
async function delaysOf({ agency, call }: Caller): Promise<number[]> {
  const urls = installation.webUrls()
  const listeners = await Promise.all(urls.map((url) => listen(url, agency)))
  const delays: number[][] = urls.map(() => [])
  for (let i = 0; i < HOLDS; i += 1) {
    await answered(call('/holds', REPORT, { to: urls[i % urls.length] }))
    const heldAt = Date.now()
    for (const [j, { toldAt }] of listeners.entries()) {
      await expect.poll(() => toldAt.length, { intervals: [20] }).toBeGreaterThan(0)
      delays[j]?.push((toldAt.shift() ?? 0) - heldAt)
    }
  }
  for (const { close } of listeners) close()
  return delays.map((times) => times.toSorted((one, other) => one - other)[Math.floor(HOLDS / 2)] ?? 0)
}

test('R25, R53: what one process holds, pages of every process show within a second', async ({ browser }) => {
  const caller = await makeCaller()
  const { agency, call } = caller
  const pages: Page[] = []
  const contexts: BrowserContext[] = []
  for (const url of installation.webUrls()) {
    const context = await browser.newContext()
    contexts.push(context)
    const page = await context.newPage()
    pages.push(page)
    await signInAs(page, agency)
    await page.goto(url + OVERVIEW)
    await expect(page.getByText('0 of 2,000 used, 2,000 left').first()).toBeVisible()
    await page.evaluate(() => Object.assign(window, { notReloaded: true }))
  }
  for (const delayMs of await delaysOf(caller)) expect(delayMs).toBeLessThan(1_000)
  for (const page of pages) {
    await expect(page.getByText('0 of 2,000 used, 1,940 left, 60 held').first()).toBeVisible()
    expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true)
  }
  // The same request at the other process is the same charge (R12).
  const again = { key: randomUUID() }
  const [first, second] = await Promise.all(
    installation.webUrls().map((to) => answered(call('/charges', REPORT, { ...again, to }))),
  )
  expect(second).toEqual(first)
  expect(await amountsOf(agency)).toEqual([2_000, -REPORT_CREDITS])
  for (const context of contexts) await context.close()
})

test('R53: a file that one process stores is in the bucket, and every process serves it', async () => {
  const { agency, call } = await makeCaller()
  const input = {
    headline: 'A garden home near Green Lake',
    address: '8215 Ashworth Ave N, Seattle',
    price: '$845,000',
    details: '4 bed, 2.5 bath',
    badge: 'Just listed',
    wish: 'a modern home',
    format: 'square',
    quotedCredits: 20,
  }
  const { image } = await answered<{ image: { id: string } }>(call('/images', input), 202)
  await expect
    .poll(
      async () => (await answered<{ image: { status: string } }>(call(`/images/${image.id}`))).image.status,
    )
    .toBe('ready')
  const files = await Promise.all(
    installation.webUrls().map(async (to) => {
      const response = await call(`/images/${image.id}/download`, undefined, { to })
      expect(response.status).toBe(200)
      return Buffer.from(await response.arrayBuffer())
    }),
  )
  expect(files[0]?.equals(files[1] ?? Buffer.of())).toBe(true)
  const stored = [...installation.bucket.objects].filter(([path]) =>
    path.includes(`/workspaces/${agency.workspaceId}/`),
  )
  expect(stored.some(([, bytes]) => bytes.equals(files[0] ?? Buffer.of()))).toBe(true)
})

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
async function startBuying(page: Page) {
  const agency = await makeAgencyIn(installation.sql)
  await beginCycle(installation.sql, agency)
  await signInAs(page, agency)
  const buying = repeat(async () => {
    await page.goto(installation.url + PLANS)
    await page.getByRole('button', { name: 'Buy 100 credits for $15' }).click()
    await payByCard(page)
    await page.waitForURL(/[?]tab=billing/)
    await expect(page.getByText('100 credits were added to your balance.')).toBeVisible()
  }, 2)
  return { agency, stop: buying.stop }
}

/** Spends and saves contacts. Each charge is sent twice, as a client does that got no answer. */
async function startCalling() {
  const { agency, call } = await makeCaller()
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

const CAMPAIGNS = 3
const RECIPIENTS = 30

/** A campaign that is being sent. Returns the part that all of its recipients have in common. */
async function startCampaign(): Promise<{ caller: Caller; id: string; tag: string }> {
  const caller = await makeCaller()
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
async function startReports() {
  const { agency, call } = await makeCaller()
  const area = { kind: 'zip', zipCode: '98103' }
  const input = { area, periodFrom: '2015-01-01', periodTo: '2015-03-31', quotedCredits: REPORT_CREDITS }
  const ids: string[] = []
  const requesting = repeat(async () => {
    ids.push((await answered<{ id: string }>(call('/reports', input), 202)).id)
    await new Promise((resolve) => setTimeout(resolve, 700))
  })
  return { agency, ids, stop: requesting.stop }
}

test('R52, R53: while every process is replaced, no purchase fails, and nothing is lost or done twice', async ({
  browser,
}) => {
  const contexts = await Promise.all([browser.newContext(), browser.newContext()])
  const buyers = await Promise.all(contexts.map(async (context) => startBuying(await context.newPage())))
  const [spender, reports, ...campaigns] = await Promise.all([
    startCalling(),
    startReports(),
    ...Array.from({ length: CAMPAIGNS }, startCampaign),
  ])

  const before = installation.webUrls()
  expect(await installation.replaceAll()).toEqual([0, 0, 0, 0])
  expect(installation.webUrls().some((url) => before.includes(url))).toBe(false)

  for (const { agency, stop } of buyers) {
    const bought = await stop()
    expect(await amountsOf(agency)).toEqual([2_000, ...Array(bought).fill(100)])
    const [purchases] = await installation.sql`select count(*)::int as n, count(fulfilled_at)::int as granted
      from purchases where workspace_id = ${agency.workspaceId}`
    expect(purchases).toEqual({ n: bought, granted: bought })
  }
  const turns = await spender.stop()
  expect(turns).toBeGreaterThan(5)
  expect(await amountsOf(spender.agency)).toEqual([2_000, ...Array(turns).fill(-POST_CREDITS)])
  const contacts = await installation.sql`select email, first_name from contacts
    where workspace_id = ${spender.agency.workspaceId} order by created_at`
  expect(contacts.map(({ email }) => email)).toEqual([
    'ann@contact.test',
    ...Array.from({ length: turns }, (_, turn) => `turn.${turn}@contact.test`),
  ])
  expect(contacts[0]?.first_name).toBe(`Turn ${turns - 1}`)

  const requested = await reports.stop()
  await expect
    .poll(async () => {
      const [ready] = await installation.sql`select count(*)::int as n from reports
        where workspace_id = ${reports.agency.workspaceId} and status = 'ready'`
      return ready?.n
    })
    .toBe(requested)
  await expect
    .poll(() => amountsOf(reports.agency))
    .toEqual([2_000, ...Array(requested).fill(-REPORT_CREDITS)])
  for (const context of contexts) await context.close()
  await expectSentOnce(campaigns)
})

/** Every recipient got one email, and all campaigns together kept the pace of the mail server (R44). */
async function expectSentOnce(campaigns: { caller: Caller; id: string; tag: string }[]): Promise<void> {
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
    expect(await amountsOf(caller.agency)).toEqual([2_000, -9])
  }
  // Without a shared pace, several workers would send several times as many. Some slack for emails that arrive late.
  const mostInTwoSeconds = Math.max(
    ...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + 2_000).length),
  )
  expect(mostInTwoSeconds).toBeLessThanOrEqual(MAIL_PER_SECOND * 2 * 1.4)
}

test('R53: with several workers, a sweep never runs twice at the same time', async () => {
  const sweeps = await installation.sql`select count(*)::int as n from pgboss.job
    where name like '%-sweep' and state = 'completed'`
  expect(sweeps[0]?.n).toBeGreaterThan(5)
  const overlapping =
    await installation.sql`select a.name from pgboss.job a join pgboss.job b on a.name = b.name and a.id <> b.id
    where a.name like '%-sweep' and a.started_on < b.completed_on and b.started_on < a.completed_on`
  expect(overlapping.map(({ name }) => name)).toEqual([])
})

test('R16, R53: afterward every balance follows from the entries', async () => {
  const { code, output } = await installation.runCommand('ledger-verify')
  expect(output).toContain(' 0 discrepancies')
  expect(code).toBe(0)
})
