import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { windowLimits } from '@/lib/rate-limits/limits'
import { makePerson, refuses } from '@/lib/workspaces/testing'
import { confirmEmailChange } from './confirm'
import { readEmailChange } from './read'
import { cancelEmailChange, findOpenEmailChange, requestEmailChange } from './request'
import { changeToken } from './store'
import {
  addressOf,
  ageAll,
  emailedToken,
  kindsTo,
  newAddress,
  prepareEmailChanges,
  requested,
} from './testing'

prepareEmailChanges()

describe('R34: requesting another email address', () => {
  it('changes nothing yet, and emails links to both addresses', async () => {
    const { userId, oldEmail, email, confirm, undo } = await requested()
    expect(await addressOf(userId)).toBe(oldEmail)
    expect(await findOpenEmailChange(userId)).toMatchObject({ newEmail: email })
    expect(await emailedToken(email, 'confirm')).toBe(confirm)
    expect(await emailedToken(oldEmail, 'undo')).toBe(undo)
    expect(await readEmailChange('confirm', confirm)).toMatchObject({
      state: 'open',
      oldEmail,
      newEmail: email,
    })
  })

  it('repeating it, even at the same moment, creates one change and one email per address', async () => {
    const { id: userId, email: oldEmail } = await makePerson()
    const email = newAddress()
    const wanted = { userId, email, operatorId: null }
    const made = await Promise.all([requestEmailChange(wanted), requestEmailChange(wanted)])
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(await kindsTo(email)).toEqual(['email-change-confirm'])
    expect(await kindsTo(oldEmail)).toEqual(['email-change-requested'])
    await ageAll(userId, 'requested_at', '2 minutes')
    await requestEmailChange(wanted)
    expect(await kindsTo(email)).toEqual(['email-change-confirm', 'email-change-confirm'])
    expect(await kindsTo(oldEmail)).toEqual(['email-change-requested'])
  })

  it('another request replaces it, canceling ends it, and the old links stop working', async () => {
    const first = await requested()
    const second = await requestEmailChange({ userId: first.userId, email: newAddress(), operatorId: null })
    const by = { userId: first.userId, sessionHash: null }
    await refuses(confirmEmailChange(first.confirm, by), 'email-change.gone')
    await cancelEmailChange((await makePerson()).id)
    expect(await findOpenEmailChange(first.userId)).not.toBeNull()
    await cancelEmailChange(first.userId)
    await cancelEmailChange(first.userId)
    expect(await findOpenEmailChange(first.userId)).toBeNull()
    await refuses(confirmEmailChange(changeToken('confirm', second.id), by), 'email-change.gone')
    expect(await addressOf(first.userId)).toBe(first.oldEmail)
  })

  it('is refused for the same address, and for an operator whose new address isn’t configured', async () => {
    const { id, email } = await makePerson()
    await refuses(requestEmailChange({ userId: id, email, operatorId: null }), 'email-change.same')
    const ann = await makePerson('ann@trak.test')
    await refuses(
      requestEmailChange({ userId: ann.id, email: newAddress(), operatorId: null }),
      'email-change.operator',
    )
    await requestEmailChange({ userId: ann.id, email: 'ben@trak.test', operatorId: null })
    await refuses(
      requestEmailChange({ userId: 2_000_000_000, email: newAddress(), operatorId: null }),
      'not-found',
    )
  })

  it('R42: has limits per person and per mailbox', async () => {
    const { id } = await makePerson()
    for (let i = 0; i < windowLimits['email-change.person'].most; i++)
      await requestEmailChange({ userId: id, email: newAddress(), operatorId: null })
    await refuses(requestEmailChange({ userId: id, email: newAddress(), operatorId: null }), 'rate.limited')
    const mailbox = randomUUID()
    for (let i = 0; i < windowLimits['email-change.address'].most; i++)
      await requestEmailChange({
        userId: (await makePerson()).id,
        email: `${mailbox}+${i}@agency.test`,
        operatorId: null,
      })
    const once = { userId: (await makePerson()).id, email: `${mailbox}+x@agency.test`, operatorId: null }
    await refuses(requestEmailChange(once), 'rate.limited')
  })
})
