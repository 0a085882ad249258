import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { userFactors } from '@/db/schema'
import { mintSignInLink } from '@/lib/auth/sign-in/sign-in-link'
import { refuses } from '@/lib/workspaces/testing'
import { confirmEmailChange } from './confirm'
import { readEmailChange } from './read'
import { findOpenEmailChange, requestEmailChange } from './request'
import { changeToken } from './store'
import {
  addressOf,
  ageAll,
  changed,
  kindsTo,
  newAddress,
  openLinks,
  prepareEmailChanges,
  requested,
  sessionsOf,
} from './testing'
import { undoEmailChange } from './undo'

prepareEmailChanges()

describe('R34: the old address', () => {
  it('cancels an unconfirmed change without signing in, and repeating is safe', async () => {
    const { userId, oldEmail, confirm, undo } = await requested()
    expect(await undoEmailChange(undo)).toBe('stopped')
    expect(await undoEmailChange(undo)).toBe('stopped')
    await refuses(confirmEmailChange(confirm, { userId, sessionHash: null }), 'email-change.gone')
    expect(await addressOf(userId)).toBe(oldEmail)
  })

  it('undoes a change for some days, signs everyone out, and notifies both addresses', async () => {
    const change = await changed()
    const link = await mintSignInLink(change.email, '/')
    expect(await openLinks(link.email)).toBe(1)
    await requestEmailChange({ userId: change.userId, email: newAddress(), operatorId: null })
    const done = await Promise.all([undoEmailChange(change.undo), undoEmailChange(change.undo)])
    expect(done).toEqual(['restored', 'restored'])
    expect(await addressOf(change.userId)).toBe(change.oldEmail)
    expect(await sessionsOf(change.userId)).toEqual([])
    expect(await findOpenEmailChange(change.userId)).toBeNull()
    expect(await openLinks(link.email)).toBe(0)
    expect((await kindsTo(change.oldEmail)).filter((kind) => kind === 'email-restored')).toHaveLength(1)
    expect(await kindsTo(change.email)).toEqual([
      'email-change-confirm',
      'email-change-requested',
      'email-restored',
    ])
    await refuses(
      confirmEmailChange(change.confirm, { userId: change.userId, sessionHash: null }),
      'email-change.gone',
    )
  })

  it('R34: undoing removes a second factor that was set up since then, and keeps an older one', async () => {
    const factor = (userId: number) =>
      system().select().from(userFactors).where(eq(userFactors.userId, userId))
    const taken = await changed()
    await system()
      .insert(userFactors)
      .values({ userId: taken.userId, secret: 'sealed', confirmedAt: new Date() })
    await undoEmailChange(taken.undo)
    expect(await factor(taken.userId)).toEqual([])
    const older = await changed()
    await system()
      .insert(userFactors)
      .values({
        userId: older.userId,
        secret: 'sealed',
        createdAt: new Date('2026-01-05'),
        confirmedAt: new Date(),
      })
    await undoEmailChange(older.undo)
    expect(await factor(older.userId)).toHaveLength(1)
  })

  it('also undoes later changes, so that the address in between can’t restore itself', async () => {
    const first = await changed()
    const third = newAddress()
    const { id } = await requestEmailChange({ userId: first.userId, email: third, operatorId: null })
    await confirmEmailChange(changeToken('confirm', id), { userId: first.userId, sessionHash: null })
    expect(await undoEmailChange(first.undo)).toBe('restored')
    expect(await addressOf(first.userId)).toBe(first.oldEmail)
    await refuses(undoEmailChange(changeToken('undo', id)), 'email-change.gone')
    expect(await addressOf(first.userId)).toBe(first.oldEmail)
  })

  it('can’t undo with the other link, a forged one, or after the deadline', async () => {
    const change = await changed()
    for (const token of [
      '',
      change.confirm,
      `${change.undo}x`,
      change.undo.replace(/^./, (c) => (c === 'a' ? 'b' : 'a')),
    ])
      await refuses(undoEmailChange(token), 'email-change.gone')
    await ageAll(change.userId, 'undo_until', '8 days')
    await refuses(undoEmailChange(change.undo), 'email-change.too-late')
    expect(await readEmailChange('undo', change.undo)).toMatchObject({ state: 'final' })
    expect(await addressOf(change.userId)).toBe(change.email)
  })
})
