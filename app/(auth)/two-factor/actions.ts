'use server'

import { z } from 'zod'
import { personAction } from '@/app/_lib/actions/person-action'
import { noInput } from '@/app/_lib/routes/workspace-route'
import { cancelEnrollment, confirmEnrollment, startEnrollment } from '@/lib/auth/factor/enroll-factor'
import { FactorCode } from '@/lib/auth/factor/factor-code'
import { removeFactor, renewRecoveryCodes } from '@/lib/auth/factor/use-factor'

const revalidate = '/'
const input = z.object({ code: FactorCode })

export const startTwoFactor = personAction(
  { where: 'action:startTwoFactor', input: noInput, revalidate, recentSignIn: true },
  async (person) => {
    await startEnrollment(person)
    return {}
  },
)

export const cancelTwoFactor = personAction(
  { where: 'action:cancelTwoFactor', input: noInput, revalidate },
  async (person) => {
    await cancelEnrollment(person)
    return {}
  },
)

export const confirmTwoFactor = personAction(
  { where: 'action:confirmTwoFactor', input, revalidate, recentSignIn: true },
  async (person, { code }) => ({
    message: 'Two-factor authentication is on.',
    data: await confirmEnrollment(person, person.proof.sessionId, code),
  }),
)

export const renewCodes = personAction(
  { where: 'action:renewCodes', input, revalidate },
  async (person, { code }) => ({ data: await renewRecoveryCodes(person, code) }),
)

export const removeTwoFactor = personAction(
  { where: 'action:removeTwoFactor', input, revalidate },
  async (person, { code }) => {
    await removeFactor(person, code)
    return { message: 'Two-factor authentication is off.' }
  },
)
