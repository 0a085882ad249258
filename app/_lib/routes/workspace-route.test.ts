import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { countMember } from '@/lib/rate-limits/count-member'
import { rateLimitRefusal } from '@/lib/rate-limits/labels'
import { windowLimits } from '@/lib/rate-limits/limits'
import { noInput, workspaceRoute } from './workspace-route'

vi.mock('../workspace-context', () => ({
  currentProof: async () => null,
  findWorkspace: async () => ({ workspaceId: 1, userId: 2, role: 'owner' }),
}))
vi.mock('@/lib/rate-limits/count-member', () => ({ countMember: vi.fn(async () => {}) }))

const counted = vi.mocked(countMember)
beforeEach(() => counted.mockReset())

const handler = vi.fn(async () => ({ done: true }))
const route = workspaceRoute({ permission: 'workspace.read', input: noInput, limit: 'pdf' }, handler)
const ask = (method: string) =>
  route(new NextRequest('http://app.test/api/x', { method }), { params: Promise.resolve({}) })

test('R42: above a limit a route returns 429 with Retry-After and a message, and does nothing', async () => {
  counted.mockRejectedValueOnce(rateLimitRefusal(windowLimits['pdf.person'], 240))
  const response = await ask('GET')
  expect(response.status).toBe(429)
  expect(response.headers.get('Retry-After')).toBe('240')
  expect(await response.json()).toMatchObject({
    code: 'rate.limited',
    message: 'You’ve reached the limit of 60 PDF downloads per 10 minutes. Try again in 4 minutes.',
  })
  expect(handler).not.toHaveBeenCalled()
})

test('R42: reads, changes and costly work are counted separately', async () => {
  expect((await ask('GET')).status).toBe(200)
  expect((await ask('POST')).status).toBe(200)
  expect(counted.mock.calls.map(([, kind]) => kind)).toEqual(['read', 'pdf', 'action', 'pdf'])
})
