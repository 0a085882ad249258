import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { apiKeys } from '@/db/schema'
import type { ApiScope } from '@/db/schema/people/api-keys'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { code } from '@/lib/core/testing'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { join, makeTeam, refuses } from '@/lib/workspaces/testing'
import { captureHold, openHold } from '../holds'
import { authenticate } from './authenticate'
import { createKey } from './create-key'
import { RotateInput } from './key-input'
import { listKeys } from './list-keys'
import { revokeKey } from './revoke-key'
import { rotateKey } from './rotate-key'

beforeAll(() => setTestEnv())
afterAll(() => Promise.all([closeLanes(), closeReader(), disconnect()]))

const scopes: ApiScope[] = ['credits.read', 'credits.spend']
const service = { name: 'CRM', scopes, kind: 'service' as const }
const works = (key: string) => code(authenticate(`Bearer ${key}`))
const change = (id: string, values: Partial<typeof apiKeys.$inferInsert>) =>
  system().update(apiKeys).set(values).where(eq(apiKeys.id, id))
const PAST = new Date('2020-01-01T00:00:00Z')

describe('R50: rotateKey', () => {
  it('keeps the old secret working until its time, and both reach the same holds', async () => {
    const owner = await makeSubscriber('starter', 500)
    const { id, key: old } = await createKey(owner, service)
    const { ctx: before } = await authenticate(`Bearer ${old}`)
    const work = { action: 'report.generate', units: 1, quotedCredits: 20, leaseSeconds: 60 } as const
    const hold = await openHold(before, work, 'order 1')
    const { key } = await rotateKey(owner, { id, overlap: '24' })
    expect(key).not.toBe(old)
    expect([await works(old), await works(key)]).toEqual(['no refusal', 'no refusal'])
    const { ctx } = await authenticate(`Bearer ${key}`)
    expect(ctx).toEqual(before)
    expect((await openHold(ctx, work, 'order 1')).id).toBe(hold.id)
    expect(await captureHold(ctx, { id: hold.id, units: 1 })).toMatchObject({ state: 'captured' })
    const [listed] = await listKeys(owner)
    const hours = ((listed?.previousUntil?.getTime() ?? 0) - (listed?.rotatedAt?.getTime() ?? 0)) / 3_600_000
    expect(hours).toBeCloseTo(24, 1)
    expect(key.startsWith(listed?.prefix ?? 'none')).toBe(true)
    await change(id, { previousUntil: PAST })
    expect([await works(old), await works(key)]).toEqual(['key.invalid', 'no refusal'])
    expect(await listKeys(owner)).toMatchObject([{ id, previousUntil: null }])
  })

  it('shows whether the old secret is still used', async () => {
    const owner = await makeSubscriber('starter', 500)
    const { id, key: old } = await createKey(owner, service)
    await works(old)
    const { key } = await rotateKey(owner, { id, overlap: '1' })
    await works(key)
    expect(await listKeys(owner)).toMatchObject([{ previousUsedAt: null, lastUsedAt: expect.any(Date) }])
    await works(old)
    expect(await listKeys(owner)).toMatchObject([{ previousUsedAt: expect.any(Date) }])
  })

  it('stops the old secret immediately without an overlap, and the one before with each rotation', async () => {
    const { owner } = await makeTeam()
    const { id, key: first } = await createKey(owner, service)
    const { key: second } = await rotateKey(owner, { id, overlap: '168' })
    const { key: third } = await rotateKey(owner, { id, overlap: '168' })
    expect(await Promise.all([first, second, third].map(works))).toEqual([
      'key.invalid',
      'no refusal',
      'no refusal',
    ])
    const { key: fourth } = await rotateKey(owner, { id, overlap: '0' })
    expect(await Promise.all([second, third, fourth].map(works))).toEqual([
      'key.invalid',
      'key.invalid',
      'no refusal',
    ])
    await revokeKey(owner, { id })
    expect(await works(fourth)).toBe('key.invalid')
    await refuses(rotateKey(owner, { id, overlap: '0' }), 'not-found')
  })

  it('gives the same lifetime again, and the old secret no more than it had', async () => {
    const { owner } = await makeTeam()
    const { id, key: old } = await createKey(owner, { ...service, lifetime: '30' })
    const soon = new Date(Date.now() + 3_600_000)
    await change(id, { expiresAt: soon, createdAt: new Date(soon.getTime() - 30 * 86_400_000) })
    expect(await listKeys(owner)).toMatchObject([{ isExpiring: true }])
    await rotateKey(owner, { id, overlap: '168' })
    const [listed] = await listKeys(owner)
    expect(listed?.isExpiring).toBe(false)
    expect((listed?.expiresAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(29.9 * 86_400_000)
    expect(listed?.previousUntil?.getTime()).toBe(soon.getTime())
    expect(await works(old)).toBe('no refusal')
    await change(id, { expiresAt: PAST })
    await refuses(rotateKey(owner, { id, overlap: '0' }), 'keys.expired')
  })

  it('is refused to members, other workspaces and for personal keys of others', async () => {
    const { owner, admin, member } = await makeTeam()
    const { id } = await createKey(owner, { name: 'Mine', scopes })
    await refuses(rotateKey(member, { id, overlap: '0' }), 'forbidden')
    await refuses(rotateKey((await makeTeam()).owner, { id, overlap: '0' }), 'not-found')
    await refuses(rotateKey(admin, { id, overlap: '0' }), 'keys.not-yours')
    expect(await listKeys(admin)).toMatchObject([{ canRotate: false }])
    const other = await createKey(await join(owner.workspaceId, 'admin'), service)
    expect((await rotateKey(admin, { id: other.id, overlap: '0' })).key).toMatch(/^mtk_/)
  })

  it.each([{ overlap: '9999' }, { overlap: ['0', '1'] }, { id: 'x' }])('its input refuses %j', (wrong) => {
    const id = '5f0c2a9e-8a60-4f1f-9a55-0d2b0f1c7a11'
    expect(RotateInput.safeParse({ id, ...wrong }).success).toBe(false)
    expect(RotateInput.parse({ id })).toEqual({ id, overlap: '24' })
  })
})
