import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { userFactors } from '@/db/schema'
import { sendSecurityNotice } from '../account-email/security-notice'
import { writeRecoveryCodes } from './enroll-factor'
import { recordProof, resetProofs, withFactor } from './with-factor'

/** A code as typed: six digits from the app, or a recovery code. */
export const FactorCode = z
  .string()
  .trim()
  .min(1, 'Enter a code.')
  .max(40, 'Enter the six-digit code from your app, or a recovery code.')

type Person = { id: number; email: string }

/**
 * Verifies the second factor in this browser, after signing in or before a sensitive action.
 * @throws Refusal as `withFactor` does
 */
export async function verifyFactor(
  { id, email }: Person,
  sessionId: string,
  code: string,
  now = new Date(),
): Promise<void> {
  const used = await withFactor(
    id,
    code,
    async (tx, kind) => {
      await recordProof(tx, id, sessionId)
      return kind
    },
    now,
  )
  if (used === 'recovery-code') {
    await sendSecurityNotice(email, {
      subject: 'A recovery code was used',
      what: 'Someone used one of your recovery codes to access your Market Trak account. That code no longer works.',
    })
  }
}

/**
 * Turns the second factor off, which requires a code. Deletes the secret and the recovery codes.
 * @throws Refusal as `withFactor` does
 */
export async function removeFactor({ id, email }: Person, code: string, now = new Date()): Promise<void> {
  await withFactor(
    id,
    code,
    async (tx) => {
      await tx.delete(userFactors).where(eq(userFactors.userId, id))
      await resetProofs(tx, id)
    },
    now,
  )
  await sendSecurityNotice(email, {
    subject: 'Two-factor authentication is off',
    what: 'Two-factor authentication was turned off for your Market Trak account.',
  })
}

/**
 * Replaces the recovery codes with ten new ones.
 * @throws Refusal as `withFactor` does
 */
export async function renewRecoveryCodes(
  { id, email }: Person,
  code: string,
  now = new Date(),
): Promise<{ recoveryCodes: string[] }> {
  const recoveryCodes = await withFactor(id, code, (tx) => writeRecoveryCodes(tx, id), now)
  await sendSecurityNotice(email, {
    subject: 'Your recovery codes were replaced',
    what: 'New recovery codes were created for your Market Trak account. The old ones no longer work.',
  })
  return { recoveryCodes }
}
