import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { slotLimitRefusal } from '@/lib/rate-limits/labels'
import { slotLimits } from '@/lib/rate-limits/limits'
import { takeSlot } from '@/lib/rate-limits/slots'
import { GET } from './route'

vi.mock('@/app/_lib/workspace-context', () => ({
  currentProof: async () => null,
  findWorkspace: async () => ({ workspaceId: 1, userId: 2, role: 'member' }),
}))
vi.mock('@/lib/rate-limits/count-member', () => ({ countMember: async () => {} }))
vi.mock('@/lib/billing/summary', () => ({ getCreditsSummary: async () => ({ version: '1' }) }))
vi.mock('@/lib/realtime/balance-changes', () => ({ onBalanceChange: () => () => {} }))
vi.mock('@/lib/rate-limits/slots', () => ({ takeSlot: vi.fn() }))

const taking = vi.mocked(takeSlot)
const slot = () => ({ renew: vi.fn(async () => {}), release: vi.fn(async () => {}) })
const connect = () => GET(new NextRequest('http://app.test/api/live'), { params: Promise.resolve({}) })

beforeEach(() => taking.mockReset())

test('R42: a live connection above the limit gets a 429 with Retry-After', async () => {
  taking.mockRejectedValueOnce(slotLimitRefusal(slotLimits['live-stream.person']))
  const response = await connect()
  expect(response.status).toBe(429)
  expect(response.headers.get('Retry-After')).toBe('15')
})

test('R42: releases the person’s slot if the workspace has none left', async () => {
  const person = slot()
  taking.mockResolvedValueOnce(person)
  taking.mockRejectedValueOnce(slotLimitRefusal(slotLimits['live-stream.workspace']))
  expect((await connect()).status).toBe(429)
  expect(person.release).toHaveBeenCalledOnce()
})

test('R42: a closed connection releases both slots', async () => {
  const slots = [slot(), slot()]
  for (const one of slots) taking.mockResolvedValueOnce(one)
  const response = await connect()
  expect(response.status).toBe(200)
  await response.body?.cancel()
  for (const { release } of slots) expect(release).toHaveBeenCalledOnce()
})

test('R52: a stream starts with the version of the app that the server runs', async () => {
  vi.stubEnv('NEXT_DEPLOYMENT_ID', 'release-2')
  for (const one of [slot(), slot()]) taking.mockResolvedValueOnce(one)
  const reader = (await connect()).body?.getReader()
  const { value } = (await reader?.read()) ?? {}
  expect(new TextDecoder().decode(value)).toBe('retry: 2000\nevent: release\ndata: release-2\n\n')
  await reader?.cancel()
  vi.unstubAllEnvs()
})
