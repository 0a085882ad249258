import { and, eq, isNull, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { recoveryCodes, userFactors } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { sendSecurityNotice } from '../account-email/security-notice'
import { hashRecoveryCode, newRecoveryCodes, readRecoveryCode } from './recovery-code'
import { openSecret, sealSecret } from './secret-box'
import { matchingStep, newTotpSecret, totpSetup } from './totp'
import { type FactorTransaction, recordProof, resetProofs } from './with-factor'

type Person = { id: number; email: string }

export type FactorStatus =
  | { state: 'off' }
  | { state: 'pending'; qrCode: string; manualKey: string }
  | { state: 'on'; since: Date; recoveryCodesLeft: number }

/** The state of a person's second factor, for their settings. */
export async function readFactorStatus({ id, email }: Person): Promise<FactorStatus> {
  const [factor] = await system().select().from(userFactors).where(eq(userFactors.userId, id))
  if (!factor) return { state: 'off' }
  if (factor.confirmedAt) {
    const [codes] = await system()
      .select({ left: sql<number>`count(*)::int` })
      .from(recoveryCodes)
      .where(and(eq(recoveryCodes.userId, id), isNull(recoveryCodes.usedAt)))
    return { state: 'on', since: factor.confirmedAt, recoveryCodesLeft: codes?.left ?? 0 }
  }
  const opened = openSecret(id, factor.secret)
  return opened ? { state: 'pending', ...(await totpSetup(opened.secret, email)) } : { state: 'off' }
}

/**
 * Starts setting up an authenticator app with a new secret. Nothing changes for the person until a code confirms it.
 * @throws Refusal `factor.on`
 */
export async function startEnrollment({ id }: Person): Promise<void> {
  const secret = sealSecret(id, newTotpSecret())
  const started = await system()
    .insert(userFactors)
    .values({ userId: id, secret, createdAt: sql`now()` })
    .onConflictDoUpdate({
      target: userFactors.userId,
      set: { secret, createdAt: sql`excluded.created_at` },
      setWhere: isNull(userFactors.confirmedAt),
    })
    .returning({ userId: userFactors.userId })
  if (started.length === 0) throw alreadyOn()
}

/** Cancels the setup. A factor that is already on stays on. */
export async function cancelEnrollment({ id }: Person): Promise<void> {
  await system()
    .delete(userFactors)
    .where(and(eq(userFactors.userId, id), isNull(userFactors.confirmedAt)))
}

/**
 * Turns the second factor on with a first code, which also counts for this browser. Other browsers need a code at their
 * next request. The recovery codes are only returned here.
 * @throws Refusal `factor.on`, `factor.not-started`, `factor.wrong`
 */
export async function confirmEnrollment(
  person: Person,
  sessionId: string,
  code: string,
  now = new Date(),
): Promise<{ recoveryCodes: string[] }> {
  const { id } = person
  const codes = await system().transaction(async (tx) => {
    const [factor] = await tx.select().from(userFactors).where(eq(userFactors.userId, id)).for('update')
    if (factor?.confirmedAt) throw alreadyOn()
    const opened = factor && openSecret(id, factor.secret)
    if (!opened) {
      throw new Refusal('factor.not-started', 'This setup expired or was canceled. Start again.')
    }
    const step = matchingStep(opened.secret, code.replace(/\s/g, ''), now)
    if (step === null) {
      throw new Refusal(
        'factor.wrong',
        'That code isn’t valid. Check that your phone sets its time automatically, then enter the current code.',
      )
    }
    await tx
      .update(userFactors)
      .set({ confirmedAt: now, lastStep: step, failures: 0, lockedUntil: null })
      .where(eq(userFactors.userId, id))
    await resetProofs(tx, id)
    await recordProof(tx, id, sessionId)
    return writeRecoveryCodes(tx, id)
  })
  await sendSecurityNotice(person.email, {
    subject: 'Two-factor authentication is on',
    what: 'Two-factor authentication was turned on for your Market Trak account.',
  })
  return { recoveryCodes: codes }
}

/** Replaces all recovery codes of a person. The codes are only returned here, never stored as text. */
export async function writeRecoveryCodes(tx: FactorTransaction, userId: number): Promise<string[]> {
  const codes = newRecoveryCodes()
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  await tx
    .insert(recoveryCodes)
    .values(
      codes.map((code) => ({ userId, codeHash: hashRecoveryCode(userId, readRecoveryCode(code) ?? code) })),
    )
  return codes
}

const alreadyOn = () => new Refusal('factor.on', 'Two-factor authentication is already on for your account.')
