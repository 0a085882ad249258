import { randomBytes, randomUUID } from 'node:crypto'
import { chownSync, globSync, mkdirSync, readdirSync } from 'node:fs'
import { get, request as httpRequest, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import postgres from 'postgres'
import { file, sample } from '@/lib/feeds/parsers/samples'
import { makeKeyIn } from '../access/world'
import { type Agency, beginCycle, makeAgencyIn } from '../support/agency'
import { e2ePort, product } from '../support/product'
import { makeRelease, processUser, type Release, type Running, run } from '../support/production/release'
import { imageInput, REPORT_CREDITS, reportInput } from '../support/production/requests'

/** Starts a release as the Dockerfile makes it: in clean folders, as a user who can't write there, in production mode. */
test.describe.configure({ mode: 'serial' })

const port = e2ePort() + 8
const origin = `http://127.0.0.1:${port}`
const database = `release_${process.pid}`
let release: Release
let server: postgres.Sql
let sql: postgres.Sql
let settings: Record<string, string>
const running: Running[] = []

test.beforeAll(async () => {
  release = makeRelease()
  server = postgres(product().databaseUrl, { max: 1, onnotice: () => {} })
  await server.unsafe(`drop database if exists ${database} with (force)`)
  await server.unsafe(`create database ${database}`)
  const url = new URL(product().databaseUrl)
  url.pathname = database
  sql = postgres(url.href, { max: 3, onnotice: () => {} })
  const files = join(release.folder, 'files')
  mkdirSync(files)
  if (processUser.uid) chownSync(files, processUser.uid, processUser.gid)
  settings = {
    APP_ENV: 'production',
    APP_URL: 'https://release.test',
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    DATABASE_URL: url.href,
    STRIPE_SECRET_KEY: 'sk_test_release',
    STRIPE_WEBHOOK_SECRET: 'whsec_release',
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'Market Trak <hello@release.test>',
    FILES_DIR: files,
    LIMITS_FACTOR: '100',
    HOSTNAME: '127.0.0.1',
    PORT: String(port),
    WORKER: 'separate',
  }
})

test.afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL')
  await sql?.end({ timeout: 5 })
  await server?.unsafe(`drop database if exists ${database} with (force)`)
  await server?.end({ timeout: 5 })
  release?.remove()
})

function start(name: 'web' | 'worker', more: Record<string, string> = {}, command?: string[]): Running {
  const started = run(release, name, { ...settings, ...more }, command)
  running.push(started)
  return started
}

async function startWeb(more: Record<string, string> = {}): Promise<Running> {
  const web = start('web', more)
  await expect(async () => {
    expect(web.child.exitCode, web.output()).toBeNull()
    expect((await fetch(`${origin}/api/ready`)).status, web.output()).toBe(200)
  }).toPass()
  return web
}

/** Like a host that replaces a process. */
async function stop({ child, exit, output }: Running): Promise<void> {
  child.kill('SIGTERM')
  expect(await exit, output()).toBe(0)
}

type Caller = { agency: Agency; key: string; cookie: string; feedId: string }

async function makeCaller(credits: number): Promise<Caller> {
  const agency = await makeAgencyIn(sql, { allowance: credits })
  await beginCycle(sql, agency)
  const scopes = ['reports', 'images', 'feeds'].flatMap((name) => [`${name}.read`, `${name}.write`])
  const key = await makeKeyIn(sql, agency, ...scopes)
  const feedId = randomUUID()
  await sql`insert into feeds (workspace_id, id, name, secret_hash, created_by)
    values (${agency.workspaceId}, ${feedId}, 'Our CRM', ${randomUUID()}, ${agency.userId})`
  return { agency, key, feedId, cookie: `__Secure-next-auth.session-token=${agency.sessionToken}` }
}

const call = (caller: Caller, path: string, body?: object | string) =>
  fetch(`${origin}/api/v1${path}`, {
    ...(body && { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
    headers: { Authorization: `Bearer ${caller.key}`, 'Idempotency-Key': randomUUID() },
  })

async function create(caller: Caller, path: string, body: object | string): Promise<string> {
  const response = await call(caller, path, body)
  const text = await response.text()
  expect(response.status, text).toBe(202)
  const made = JSON.parse(text) as { id?: string; image?: { id: string } }
  return made.id ?? made.image?.id ?? ''
}

async function becomes(caller: Caller, path: string, status: string): Promise<void> {
  await expect(async () => {
    const body = (await (await call(caller, path)).json()) as { status?: string; image?: { status: string } }
    expect(body.status ?? body.image?.status, JSON.stringify(body)).toBe(status)
  }).toPass()
}

/** A report with its PDF, an image, and a feed file that a thread reads: each opens files at run time. */
async function makeEverything(caller: Caller): Promise<void> {
  const report = await create(caller, '/reports', reportInput)
  const image = await create(caller, '/images', imageInput)
  const run = await create(caller, `/feeds/${caller.feedId}/files`, file(sample({ id: randomUUID() })))
  await becomes(caller, `/reports/${report}`, 'ready')
  await becomes(caller, `/images/${image}`, 'ready')
  await becomes(caller, `/feed-files/${run}`, 'done')
  const pdf = Buffer.from(await (await call(caller, `/reports/${report}/pdf`)).arrayBuffer())
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  const picture = await call(caller, `/images/${image}/download`)
  expect(picture.status).toBe(200)
  expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(5_000)
}

test('R52: a release contains only what it needs', () => {
  const web = readdirSync(join(release.folder, 'web')).sort()
  expect(web).toEqual(['.next-e2e', 'lib', 'node_modules', 'package.json', 'public', 'serve.ts', 'server.js'])
  expect(readdirSync(join(release.folder, 'web/lib')).sort()).toEqual(['core', 'feeds'])
  const tests = globSync('{lib,.next-e2e}/**/*.test.{ts,tsx}', { cwd: join(release.folder, 'web') })
  expect(tests).toEqual([])
  // They would show everyone the sources.
  expect(globSync('.next-e2e/**/*.map', { cwd: join(release.folder, 'web') })).toEqual([])
  const worker = readdirSync(join(release.folder, 'worker')).sort()
  expect(worker).toEqual(['dist', 'lib', 'node_modules', 'package.json'])
})

test('R52: processes refuse an empty database, and migrations prepare it once for all', async () => {
  for (const { exit, output } of [start('web'), start('worker')]) {
    expect(await exit, output()).toBe(1)
    expect(output()).toContain('the database is empty')
  }
  const migrate = () => start('worker', {}, ['node', 'dist/migrate.mjs'])
  for (const { exit, output } of [migrate(), migrate()]) expect(await exit, output()).toBe(0)
  const [plans] = await sql`select count(*)::int as n from plans`
  const [sales] = await sql`select count(*)::int as n from sales`
  expect(plans?.n).toBeGreaterThan(3)
  expect(sales?.n).toBeGreaterThan(15_000)
})

test('R52: a web and a worker process serve pages, files and work, and stop with exit code 0', async () => {
  const worker = start('worker')
  const web = await startWeb()
  const caller = await makeCaller(500)

  const page = await fetch(`${origin}/dashboard`, { headers: { Cookie: caller.cookie } })
  const html = await page.text()
  expect(page.status, web.output()).toBe(200)
  expect(html).toContain('Test agency')
  const assets = [...html.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g)].map((match) => match[1] ?? '')
  expect(assets.some((asset) => asset.includes('.css'))).toBe(true)
  for (const asset of [...assets, '/offline.html'])
    expect((await fetch(origin + asset)).status, asset).toBe(200)
  await makeEverything(caller)

  const verify = start('worker', {}, ['node', 'dist/ledger-verify.mjs'])
  expect(await verify.exit, verify.output()).toBe(0)
  expect(verify.output()).toContain(' 0 discrepancies')
  await Promise.all([stop(worker), stop(web)])
})

/** An open stream of the live balance, and how it ended. */
async function openStream({ cookie }: Caller): Promise<{ received(): string; ended: Promise<string> }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${origin}/api/live`, { headers: { Cookie: cookie } }, resolve).on('error', reject)
  })
  expect(response.statusCode).toBe(200)
  let received = ''
  response.on('data', (text) => {
    received += String(text)
  })
  const ended = new Promise<string>((resolve) => {
    response.on('end', () => resolve('closed'))
    response.on('error', (error) => resolve(error.message))
  })
  await expect.poll(() => received).toContain('event: version')
  return { received: () => received, ended }
}

/** A file that a slow connection sends over two seconds. Returns the status of the answer. */
function sendSlowly({ key, feedId }: Caller, text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${origin}/api/v1/feeds/${feedId}/files`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Idempotency-Key': randomUUID() },
    })
    sent.on('response', (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', reject)
    const half = Math.floor(text.length / 2)
    sent.write(text.slice(0, half))
    setTimeout(() => sent.end(text.slice(half)), 2_000)
  })
}

test('R52: SIGTERM loses no stream, request or work, and browsers connect again', async () => {
  let web = await startWeb({ WORKER: 'embedded' })
  const caller = await makeCaller(1_000)
  await makeEverything(caller)
  const streams = [await openStream(caller), await openStream(caller), await openStream(caller)]
  const slow = sendSlowly(caller, file(sample({ id: 'slow-1' }), sample({ id: 'slow-2' })))
  const reports = await Promise.all(Array.from({ length: 12 }, () => create(caller, '/reports', reportInput)))
  const statusesNow = () => sql<{ status: string }[]>`
    select status from reports where workspace_id = ${caller.agency.workspaceId} and id in ${sql(reports)}`
  expect((await statusesNow()).some(({ status }) => status !== 'ready')).toBe(true)

  const stoppedAt = Date.now()
  await stop(web)
  expect(Date.now() - stoppedAt).toBeLessThan(9_000)
  expect(await slow).toBe(202)
  expect(await Promise.all(streams.map(({ ended }) => ended))).toEqual(['closed', 'closed', 'closed'])
  for (const { received } of streams) expect(received()).toContain('retry: 2000')
  expect(web.output()).not.toContain('could not stop')

  web = await startWeb({ WORKER: 'embedded' })
  const again = await openStream(caller)
  for (const id of reports) await becomes(caller, `/reports/${id}`, 'ready')
  await expect
    .poll(async () => {
      const [listings] = await sql`select count(*)::int as n from listings
        where workspace_id = ${caller.agency.workspaceId} and source_key ilike '%slow-%'`
      return listings?.n
    })
    .toBe(2)
  // Credits are captured after a report is ready (R13).
  const charges = () => sql<{ amount: string; subject_id: string }[]>`
    select amount, subject_id from credit_entries
    where workspace_id = ${caller.agency.workspaceId} and subject_id in ${sql(reports)}`
  await expect.poll(charges).toHaveLength(12)
  const charged = await charges()
  expect(charged.every(({ amount }) => Number(amount) === -REPORT_CREDITS)).toBe(true)
  expect(new Set(charged.map(({ subject_id }) => subject_id)).size).toBe(12)
  const [open] = await sql`select count(*)::int as n from credit_holds
    where workspace_id = ${caller.agency.workspaceId} and state = 0`
  expect(open?.n).toBe(0)
  expect(again.received()).toContain('event: version')
  await stop(web)
})
