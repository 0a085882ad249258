import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect } from '@/db/client'
import { setTestEnv } from '@/lib/billing/testing'
import { secretFor } from '@/lib/feeds/connections/feed-address'
import { ConnectInput } from '@/lib/feeds/connections/feed-input'
import { connectFeed } from '@/lib/feeds/connections/save-feed'
import { agency, prepareFeedPrices } from '@/lib/feeds/testing'
import { windowLimits } from '@/lib/rate-limits/limits'
import { POST } from './route'

beforeAll(async () => {
  setTestEnv()
  await prepareFeedPrices()
})
afterAll(() => disconnect())

test('R42: a feed URL returns 429 with Retry-After over its limit and stores nothing', async () => {
  const ctx = await agency()
  const { workspaceId } = ctx
  const input = ConnectInput.parse({ id: randomUUID(), requestId: randomUUID(), name: 'CRM' })
  await connectFeed(ctx, input)
  const address = `${workspaceId}.${input.id}.${secretFor({ workspaceId, id: input.id }, input.requestId)}`
  const send = () =>
    POST(new NextRequest(`http://localhost:3000/api/feeds/${address}`, { method: 'POST', body: '' }), {
      params: Promise.resolve({ address }),
    })
  const { most } = windowLimits['feed-file.feed']
  const answers = await Promise.all(Array.from({ length: most + 5 }, send))
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(5)
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(most)
  expect(Number(refused[0]?.headers.get('Retry-After'))).toBeGreaterThan(0)
})
