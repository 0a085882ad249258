import { randomUUID } from 'node:crypto'
import { type APIRequestContext, type APIResponse, expect, test } from '@playwright/test'
import { z } from 'zod'
import { makeKey } from './access/world'
import { expectAccessible } from './support/accessible'
import { type Agency, addMember, ledgerOf, makeAgency, signInAs, withDatabase } from './support/agency'

test('R8, R12, R35: a key made in the settings spends by the rules of the product, and ends when it is revoked', async ({
  page,
  request,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  await page.goto('/workspace-settings?tab=keys')
  await expect(page.getByText('No API keys')).toBeVisible()
  await page.getByLabel('Name').fill('Our site')
  await page.getByLabel(/Spend credits/).check()
  await page.getByRole('button', { name: 'Create key' }).click()
  const key = (await page.locator('code', { hasText: /^mtk_/ }).first().textContent()) ?? ''
  await expect(page.getByText('not used yet')).toBeVisible()
  await expectAccessible(page)

  const headers = { Authorization: `Bearer ${key}` }
  const charge = (quotedCredits: number, idempotencyKey = 'order 1') =>
    request.post('/api/v1/charges', {
      headers: { ...headers, 'Idempotency-Key': idempotencyKey },
      data: { action: 'report.generate', quotedCredits },
    })
  const balance = await request.get('/api/v1/balance', { headers })
  expect(await balance.json()).toMatchObject({ availableCredits: 100, plan: { key: 'growth' } })
  const first = await charge(20)
  expect(first.status()).toBe(200)
  expect(await (await charge(20)).json()).toEqual(await first.json())
  const stale = await charge(19, 'order 2')
  expect([stale.status(), stale.headers()['content-type']]).toEqual([409, 'application/problem+json'])
  expect(await stale.json()).toMatchObject({ type: 'urn:market-trak:problem:quote.changed', credits: 20 })
  for (const path of ['rate-card', 'quote?action=image.edit', 'statement', 'usage'])
    expect((await request.get(`/api/v1/${path}`, { headers })).status(), path).toBe(200)
  const broken = await request.post('/api/v1/holds', {
    headers: { ...headers, 'Idempotency-Key': 'x', 'Content-Type': 'application/json' },
    data: '{"action":',
  })
  expect(broken.status()).toBe(400)
  expect((await request.get('/api/v1/balance')).status()).toBe(401)
  expect((await request.get('/api/v1/openapi.json')).status()).toBe(200)
  expect(await ledgerOf(agency.workspaceId)).toEqual({ left: 80, amounts: [100, -20] })

  await page.getByRole('button', { name: 'Revoke Our site' }).click()
  await expect(page.getByText('No API keys')).toBeVisible()
  expect((await charge(20, 'order 3')).status()).toBe(401)
})

test('R34: a member sees no keys and makes none', async ({ page }) => {
  const agency = await makeAgency()
  await signInAs(page, await addMember(agency, 'member'))
  await page.goto('/workspace-settings?tab=keys')
  await expect(page.getByText('Only an owner or admin can create and revoke API keys.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create key' })).toHaveCount(0)
})

type Described = {
  operationId: string
  responses: Record<string, { content: Record<string, { schema: { $ref: string } }> }>
}
type Document = {
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Parameters<typeof z.fromJSONSchema>[0]> }
}

/** What the document that is served says of an answer, as something that judges one. */
function judgeOf({ components }: Document, described: Described | undefined, status: '200' | 'default') {
  const [type, content] = Object.entries(described?.responses[status]?.content ?? {})[0] ?? ['']
  const name = content?.schema.$ref.split('/').at(-1) ?? ''
  return { type, schema: z.fromJSONSchema(components.schemas[name] ?? false) }
}

/** Asks by the name of the operation, and holds the answer against what the document says of it. */
async function judging(request: APIRequestContext) {
  const document = (await (await request.get('/api/v1/openapi.json')).json()) as Document
  const operations = new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => [one.operationId, { path, method, one }] as const),
    ),
  )
  const answered: Record<string, Set<number>> = {}
  async function ask(
    operationId: string,
    key: string,
    { id = '', query = {}, data, idempotencyKey = randomUUID() }: Asked = {},
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const { path = '', method = 'get', one } = operations.get(operationId) ?? {}
    const response: APIResponse = await request.fetch(
      `/api/v1${path.replace('{id}', id)}?${new URLSearchParams(query)}`,
      {
        method,
        headers: {
          Authorization: `Bearer ${key}`,
          ...(method === 'post' && { 'Idempotency-Key': idempotencyKey }),
        },
        ...(method === 'post' && { data: data ?? {} }),
      },
    )
    const status = response.status()
    const { type, schema } = judgeOf(document, one, status === 200 ? '200' : 'default')
    const body = (await response.json()) as Record<string, unknown>
    expect(response.headers()['content-type']?.split(';')[0], `${operationId} ${status}`).toBe(type)
    const judged = schema.safeParse(body)
    expect(judged.error?.issues ?? [], `${operationId} ${status}: ${JSON.stringify(body)}`).toEqual([])
    if (status !== 200) expect(body.status, 'the status in the body is the status').toBe(status)
    answered[operationId] = (answered[operationId] ?? new Set()).add(status)
    return { status, body }
  }
  return { ask, answered, names: [...operations.keys()] }
}
type Asked = {
  id?: string
  query?: Record<string, string>
  data?: Record<string, unknown>
  idempotencyKey?: string
}

/** The demo's own owner, whose statement has every kind of entry. */
const demoOwner = (): Promise<Agency> =>
  withDatabase(async (sql) => {
    const [row] = await sql`select m.workspace_id, m.user_id from members m
      join workspaces w on w.id = m.workspace_id where w.name = 'Harbour & Hill Realty' and m.role = 'owner' limit 1`
    return { workspaceId: Number(row?.workspace_id), userId: Number(row?.user_id), sessionToken: '' }
  })

test('every answer of the API, of success and of failure, is as its document says', async ({ request }) => {
  const { ask, answered, names } = await judging(request)
  const agency = await makeAgency({ left: 100 })
  const [reader, spender] = [await makeKey(agency, 'credits.read'), await makeKey(agency, 'credits.spend')]
  const counted = await makeAgency({ plan: 'essentials', allowance: 0 })
  const trial = await makeAgency({ plan: 'trial', status: 'trialing', allowance: 100 })
  const report = { action: 'report.generate', quotedCredits: 20 }
  const mails = { action: 'campaign.send', units: 25, quotedCredits: 9 }
  const expectStatus = async (status: number, ...asked: Parameters<typeof ask>) => {
    const answer = await ask(...asked)
    expect(answer.status, `${asked[0]}: ${JSON.stringify(answer.body)}`).toBe(status)
    return answer.body
  }

  // Before anything happened, in the middle of it, in limits mode, on a trial, and with two months of history.
  for (const one of [agency, counted, trial, await demoOwner()]) {
    const key = await makeKey(one, 'credits.read')
    for (const name of ['balance', 'rateCard', 'statement', 'usage'] as const)
      await expectStatus(200, name, key)
    for (const action of ['report.generate', 'image.edit', 'campaign.send'])
      await expectStatus(200, 'quote', key, { query: { action, units: '3' } })
    await expectStatus(200, 'statement', key, { query: { limit: '2' } })
  }
  const held = await expectStatus(200, 'hold', spender, { data: mails })
  const id = String(held.id)
  for (const name of ['balance', 'statement', 'usage']) await expectStatus(200, name, reader)
  await expectStatus(200, 'readHold', spender, { id })
  await expectStatus(404, 'readHold', await makeKey(agency, 'credits.spend'), { id })
  await expectStatus(422, 'capture', spender, { id, data: { units: 26 } })
  await expectStatus(200, 'capture', spender, { id, data: { units: 20 } })
  await expectStatus(409, 'release', spender, { id })
  const other = await expectStatus(200, 'hold', spender, { data: report })
  await expectStatus(200, 'release', spender, { id: String(other.id) })
  const idempotencyKey = 'order 1'
  await expectStatus(200, 'charge', spender, { data: report, idempotencyKey })
  await expectStatus(422, 'charge', spender, {
    data: { ...report, action: 'image.generate' },
    idempotencyKey,
  })
  await expectStatus(409, 'charge', spender, { data: { ...report, quotedCredits: 19 } })
  await expectStatus(402, 'hold', spender, { data: { ...mails, units: 1_000, quotedCredits: 300 } })
  await expectStatus(413, 'charge', spender, { data: { action: 'x'.repeat(20_000) } })
  await withDatabase(
    (sql) => sql`insert into spending_limits (workspace_id, kind, subject, most_credits)
      values (${agency.workspaceId}, 'member', ${agency.userId}, 30)`,
  )
  await expectStatus(402, 'charge', spender, { data: report })
  await expectStatus(200, 'quote', reader, { query: { action: 'report.generate' } })
  const free = { action: 'campaign.send', units: 501, quotedCredits: 0 }
  await expectStatus(402, 'charge', await makeKey(counted, 'credits.spend'), { data: free })
  const none = randomUUID()
  for (const name of names) {
    const spends = ['charge', 'hold', 'readHold', 'capture', 'release'].includes(name)
    const filled = { id: none, query: { action: 'image.edit' }, data: { ...report, units: 1 } }
    await expectStatus(401, name, 'mtk_1_nobody', filled)
    await expectStatus(403, name, spends ? reader : spender, filled)
    if (name.match(/readHold|capture|release/))
      await expectStatus(404, name, spends ? spender : reader, filled)
    if (name.match(/quote|charge|hold|capture/))
      await expectStatus(400, name, spends ? spender : await makeKey(agency, 'credits.read'), { id: none })
  }
  expect(names.filter((name) => !answered[name]?.has(200))).toEqual([])
})
