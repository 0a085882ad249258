import { randomUUID } from 'node:crypto'
import { type APIRequestContext, type APIResponse, expect, test } from '@playwright/test'
import { z } from 'zod'
import { makeKey } from '../access/world'
import { expectAccessible } from '../support/accessible'
import { type Agency, addMember, ledgerOf, makeAgency, signInAs, withDatabase } from '../support/agency'

test('R8, R12, R35: a key created in the settings spends by the product’s rules until it is revoked', async ({
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
  await expect(page.getByText('never used')).toBeVisible()
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

test('R34: a member can’t see or create keys', async ({ page }) => {
  const agency = await makeAgency()
  await signInAs(page, await addMember(agency, 'member'))
  await page.goto('/workspace-settings?tab=keys')
  await expect(page.getByText('Only an owner or admin can create and revoke API keys.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create key' })).toHaveCount(0)
})

type OperationObject = {
  operationId: string
  description: string
  responses: Record<string, { content: Record<string, { schema: { $ref: string } }> }>
}
type Document = {
  paths: Record<string, Record<string, OperationObject>>
  components: { schemas: Record<string, Parameters<typeof z.fromJSONSchema>[0]> }
}

/** The response schema of an operation in the served document. */
function schemaOf(
  { components }: Document,
  operation: OperationObject | undefined,
  status: '200' | 'default',
) {
  const [type, content] = Object.entries(operation?.responses[status]?.content ?? {})[0] ?? ['']
  const name = content?.schema.$ref.split('/').at(-1) ?? ''
  return { type, schema: z.fromJSONSchema(components.schemas[name] ?? false) }
}

/** Calls operations by name and validates responses with the document. */
async function validatedClient(request: APIRequestContext) {
  const document = (await (await request.get('/api/v1/openapi.json')).json()) as Document
  const operations = new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, operation]) => [operation.operationId, { path, method, operation }] as const,
      ),
    ),
  )
  const statuses: Record<string, Set<number>> = {}
  async function call(
    operationId: string,
    key: string,
    { id = '', query = {}, data, idempotencyKey = randomUUID() }: CallOptions = {},
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const { path = '', method = 'get', operation } = operations.get(operationId) ?? {}
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
    const { type, schema } = schemaOf(document, operation, status === 200 ? '200' : 'default')
    const body = (await response.json()) as Record<string, unknown>
    expect(response.headers()['content-type']?.split(';')[0], `${operationId} ${status}`).toBe(type)
    const result = schema.safeParse(body)
    expect(result.error?.issues ?? [], `${operationId} ${status}: ${JSON.stringify(body)}`).toEqual([])
    if (status !== 200) expect(body.status, 'the status in the body is the status').toBe(status)
    statuses[operationId] = (statuses[operationId] ?? new Set()).add(status)
    return { status, body }
  }
  const names = [...operations].filter(([, { operation }]) => /scope credits\./.test(operation.description))
  return { call, statuses, names: names.map(([name]) => name) }
}
type CallOptions = {
  id?: string
  query?: Record<string, string>
  data?: Record<string, unknown>
  idempotencyKey?: string
}

/** The demo's owner, whose statement has every kind of entry. */
const demoOwner = (): Promise<Agency> =>
  withDatabase(async (sql) => {
    const [row] = await sql`select m.workspace_id, m.user_id from members m
      join workspaces w on w.id = m.workspace_id where w.name = 'Harbour & Hill Realty' and m.role = 'owner' limit 1`
    return { workspaceId: Number(row?.workspace_id), userId: Number(row?.user_id), sessionToken: '' }
  })

test('every API response, success or failure, matches the document', async ({ request }) => {
  const { call, statuses, names } = await validatedClient(request)
  const agency = await makeAgency({ left: 100 })
  const [reader, spender] = [await makeKey(agency, 'credits.read'), await makeKey(agency, 'credits.spend')]
  const counted = await makeAgency({ plan: 'essentials', allowance: 0 })
  const trial = await makeAgency({ plan: 'trial', status: 'trialing', allowance: 100 })
  const report = { action: 'report.generate', quotedCredits: 20 }
  const emails = { action: 'campaign.send', units: 25, quotedCredits: 9 }
  const expectStatus = async (status: number, ...request: Parameters<typeof call>) => {
    const response = await call(...request)
    expect(response.status, `${request[0]}: ${JSON.stringify(response.body)}`).toBe(status)
    return response.body
  }

  // A new workspace, limits mode, a trial, and two months of history.
  for (const one of [agency, counted, trial, await demoOwner()]) {
    const key = await makeKey(one, 'credits.read')
    for (const name of ['balance', 'rateCard', 'statement', 'usage'] as const)
      await expectStatus(200, name, key)
    for (const action of ['report.generate', 'image.edit', 'campaign.send'])
      await expectStatus(200, 'quote', key, { query: { action, units: '3' } })
    await expectStatus(200, 'statement', key, { query: { limit: '2' } })
  }
  const held = await expectStatus(200, 'hold', spender, { data: emails })
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
  await expectStatus(402, 'hold', spender, { data: { ...emails, units: 1_000, quotedCredits: 300 } })
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
  // The products are compared with the document in app/api/v1/*.db.test.ts.
  for (const name of names) {
    const spends = ['charge', 'hold', 'readHold', 'capture', 'release'].includes(name)
    const filled = { id: none, query: { action: 'image.edit' }, data: { ...report, units: 1 } }
    await expectStatus(401, name, 'mtk_1_unknown', filled)
    await expectStatus(403, name, spends ? reader : spender, filled)
    if (name.match(/readHold|capture|release/))
      await expectStatus(404, name, spends ? spender : reader, filled)
    if (name.match(/quote|charge|hold|capture/))
      await expectStatus(400, name, spends ? spender : await makeKey(agency, 'credits.read'), { id: none })
  }
  expect(names.filter((name) => !statuses[name]?.has(200))).toEqual([])
})

test('R7, R12, R13: a report is created, polled and downloaded by API, and the settings offer its permissions', async ({
  page,
  request,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  await page.goto('/workspace-settings?tab=keys')
  await page.getByLabel('Name').fill('Reports')
  await page.getByLabel('View reports').check()
  await page.getByLabel('Create and share reports').check()
  await page.getByRole('button', { name: 'Create key' }).click()
  const key = (await page.locator('code', { hasText: /^mtk_/ }).first().textContent()) ?? ''
  const headers = { Authorization: `Bearer ${key}` }
  const create = () =>
    request.post('/api/v1/reports', {
      headers: { ...headers, 'Idempotency-Key': 'report 1' },
      data: {
        area: { kind: 'zip', zipCode: '98103' },
        periodFrom: '2014-06-01',
        periodTo: '2014-12-31',
        quotedCredits: 20,
      },
    })
  const created = await create()
  expect(created.status()).toBe(202)
  const { id } = (await created.json()) as { id: string }
  expect(await (await create()).json()).toMatchObject({ id })
  const report = async () => (await request.get(`/api/v1/reports/${id}`, { headers })).json()
  // Its credits are captured after it is ready (R13).
  await expect
    .poll(report)
    .toMatchObject({ status: 'ready', paid: { credits: 20 }, result: { figures: { areaName: '98103' } } })
  const pdf = await request.get(`/api/v1/reports/${id}/pdf`, { headers })
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await request.get('/api/v1/images', { headers })).status()).toBe(403)
  expect(await ledgerOf(agency.workspaceId)).toEqual({ left: 80, amounts: [100, -20] })
})
