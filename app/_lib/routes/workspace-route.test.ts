import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { countMember } from '@/lib/limits-of-use/count-member'
import { rateLimitRefusal } from '@/lib/limits-of-use/labels'
import { windowLimits } from '@/lib/limits-of-use/limits'
import { noInput, workspaceRoute } from './workspace-route'

vi.mock('../workspace-context', () => ({
  currentProof: async () => null,
  findWorkspace: async () => ({ workspaceId: 1, userId: 2, role: 'owner' }),
}))
vi.mock('@/lib/limits-of-use/count-member', () => ({ countMember: vi.fn(async () => {}) }))

const counted = vi.mocked(countMember)
beforeEach(() => counted.mockReset())

const handler = vi.fn(async () => ({ done: true }))
const route = workspaceRoute({ permission: 'workspace.read', input: noInput, limit: 'pdf' }, handler)
const ask = (method: string) =>
  route(new NextRequest('http://app.test/api/x', { method }), { params: Promise.resolve({}) })

test('R42: beyond a limit a route answers 429 with Retry-After and words, and does nothing', async () => {
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

test('R42: reading and changing are counted apart, and the costly limit besides', async () => {
  expect((await ask('GET')).status).toBe(200)
  expect((await ask('POST')).status).toBe(200)
  expect(counted.mock.calls.map(([, kind]) => kind)).toEqual(['read', 'pdf', 'action', 'pdf'])
})
