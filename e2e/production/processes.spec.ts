import { randomUUID } from 'node:crypto'
import { get } from 'node:http'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { type Agency, signInAs } from '../support/agency'
import { OVERVIEW } from '../support/billing-views'
import { type Installation, startInstallation } from '../support/production/installation'
import { imageInput, REPORT_CREDITS } from '../support/production/requests'
import {
  amountsOf,
  answered,
  type Caller,
  expectSentOnce,
  makeCaller,
  POST_CREDITS,
  startBuying,
  startCalling,
  startCampaign,
  startReports,
} from '../support/production/traffic'

/** Two web and two worker processes over one database, bucket and mail server, as on several machines. */
test.describe.configure({ mode: 'serial' })

const HOLDS = 3
const CAMPAIGNS = 3
const REPORT = { action: 'report.generate', quotedCredits: REPORT_CREDITS }
let installation: Installation

test.beforeAll(async () => {
  installation = await startInstallation()
})
test.afterAll(() => installation?.close())

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
  const caller = await makeCaller(installation)
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
  expect(await amountsOf(installation, agency)).toEqual([2_000, -REPORT_CREDITS])
  for (const context of contexts) await context.close()
})

test('R53: a file that one process stores is in the bucket, and every process serves it', async () => {
  const { agency, call } = await makeCaller(installation)
  const { image } = await answered<{ image: { id: string } }>(call('/images', imageInput), 202)
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

test('R52, R53: while every process is replaced, no purchase fails, and nothing is lost or done twice', async ({
  browser,
}) => {
  const contexts = await Promise.all([browser.newContext(), browser.newContext()])
  const buyers = await Promise.all(
    contexts.map(async (context) => startBuying(installation, await context.newPage())),
  )
  const [spender, reports, ...campaigns] = await Promise.all([
    startCalling(installation),
    startReports(installation),
    ...Array.from({ length: CAMPAIGNS }, () => startCampaign(installation)),
  ])

  const before = installation.webUrls()
  expect(await installation.replaceAll()).toEqual([0, 0, 0, 0])
  expect(installation.webUrls().some((url) => before.includes(url))).toBe(false)

  for (const { agency, stop } of buyers) {
    const bought = await stop()
    expect(await amountsOf(installation, agency)).toEqual([2_000, ...Array(bought).fill(100)])
    const [purchases] = await installation.sql`select count(*)::int as n, count(fulfilled_at)::int as granted
      from purchases where workspace_id = ${agency.workspaceId}`
    expect(purchases).toEqual({ n: bought, granted: bought })
  }
  const turns = await spender.stop()
  expect(turns).toBeGreaterThan(5)
  expect(await amountsOf(installation, spender.agency)).toEqual([2_000, ...Array(turns).fill(-POST_CREDITS)])
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
    .poll(() => amountsOf(installation, reports.agency))
    .toEqual([2_000, ...Array(requested).fill(-REPORT_CREDITS)])
  for (const context of contexts) await context.close()
  await expectSentOnce(installation, campaigns)
})

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
