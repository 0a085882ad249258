import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect } from '@/db/client'
import { setTestEnv } from '@/lib/billing/testing'
import { CLIENT_ADDRESS_HEADER } from '@/lib/core/clients/mark-client-addresses'
import { stopJobQueue } from '@/lib/jobs/queue'
import { requestWork } from '@/lib/paid-work/request'
import { createShare } from '@/lib/paid-work/sharing/share'
import { makeValuation } from '@/lib/valuations/make-valuation'
import { valuationSharing } from '@/lib/valuations/sharing/share-valuation'
import { agency, prepareCatalog, pricedRequest } from '@/lib/valuations/testing'
import { valuationWork } from '@/lib/valuations/valuation-work'
import { changeBrand } from '@/lib/workspaces/brand/brand'
import { scratchFolder } from '@/local/test/scratch-folder'
import { GET } from './[token]/pdf/route'

setTestEnv({ FILES_DIR: scratchFolder('shared-valuations') })
beforeAll(prepareCatalog)
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

/** The response of the public route to a client with this address. */
async function download(token: string, address = '203.0.113.7'): Promise<Response> {
  const request = new NextRequest(`http://localhost:3000/shared/valuations/${token}/pdf`, {
    headers: { [CLIENT_ADDRESS_HEADER]: address },
  })
  return GET(request, { params: Promise.resolve({ token }) })
}

test('R42: the PDF has the brand and the structure for screen readers, and is limited by client address', async () => {
  const ctx = await agency()
  await changeBrand(ctx, { agencyName: 'Harbour & Vale', color: '#803010' })
  const { id } = await requestWork(valuationWork, ctx, await pricedRequest(ctx))
  await makeValuation({ workspaceId: ctx.workspaceId, id })
  const { token } = await createShare(valuationSharing, ctx, { id, requestId: randomUUID(), days: 30 })
  const response = await download(token)
  expect(response.status).toBe(200)
  expect(response.headers.get('x-robots-tag')).toContain('noindex')
  expect(response.headers.get('content-disposition')).toContain('Home value 12 Test Lane')
  const pdf = Buffer.from(await response.arrayBuffer()).toString('latin1')
  for (const part of [
    '%PDF-1.7',
    '/Lang (en-US)',
    '/S /H1',
    '/S /Table',
    '/S /Figure',
    '/Alt',
    '(Harbour & Vale)',
  ])
    expect(pdf).toContain(part)

  expect((await download('1.nothing')).status).toBe(404)
  const statuses = []
  for (let i = 0; i < 21; i += 1) statuses.push((await download('1.nothing', '203.0.113.8')).status)
  expect(statuses.slice(0, 20).every((status) => status === 404)).toBe(true)
  const refused = await download(token, '203.0.113.8')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})
