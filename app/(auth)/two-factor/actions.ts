'use server'

import { z } from 'zod'
import { personAction } from '@/app/_lib/actions/person-action'
import { noInput } from '@/app/_lib/routes/workspace-route'
import { cancelEnrollment, confirmEnrollment, startEnrollment } from '@/lib/auth/factor/enroll-factor'
import { FactorCode, removeFactor, renewRecoveryCodes as renewCodes } from '@/lib/auth/factor/use-factor'

const revalidate = '/'
const input = z.object({ code: FactorCode })

export const startTwoFactor = personAction(
  'startTwoFactor',
  { input: noInput, revalidate, recentSignIn: true },
  async (person) => {
    await startEnrollment(person)
    return {}
  },
)

export const cancelTwoFactor = personAction(
  'cancelTwoFactor',
  { input: noInput, revalidate },
  async (person) => {
    await cancelEnrollment(person)
    return {}
  },
)

export const confirmTwoFactor = personAction(
  'confirmTwoFactor',
  { input, revalidate, recentSignIn: true },
  async (person, { code }) => ({
    message: 'Two-factor authentication is on.',
    data: await confirmEnrollment(person, person.proof.sessionId, code),
  }),
)

export const renewRecoveryCodes = personAction(
  'renewRecoveryCodes',
  { input, revalidate },
  async (person, { code }) => ({ data: await renewCodes(person, code) }),
)

export const removeTwoFactor = personAction(
  'removeTwoFactor',
  { input, revalidate },
  async (person, { code }) => {
    await removeFactor(person, code)
    return { message: 'Two-factor authentication is off.' }
  },
)
