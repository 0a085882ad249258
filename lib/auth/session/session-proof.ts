import type { ActionFailed } from '@/lib/core/action-state'
import { CONSOLE_HOURS, RECENT_MINUTES } from './session-limits'

/** How a person authenticated in this browser. */
export type SessionProof = {
  /** Identifies the session among the person's own. */
  sessionId: string
  signedInAt: Date
  /** When this browser last passed the second factor. */
  factorAt: Date | null
  /** Whether the person has turned on a second factor. */
  hasFactor: boolean
}

/** Signed in by email or Google, but the second factor is still missing: no access yet. */
export const isFactorPending = ({ hasFactor, factorAt }: SessionProof): boolean =>
  hasFactor && factorAt === null

/** When the person last authenticated, with the second factor if they have one. */
const provenAt = ({ hasFactor, factorAt, signedInAt }: SessionProof): Date | null =>
  hasFactor ? factorAt : signedInAt

function isWithin(minutes: number, at: Date | null, now: number): boolean {
  return at !== null && now - at.getTime() <= minutes * 60_000
}

export const isRecentlyProven = (proof: SessionProof | null, now = Date.now()): boolean =>
  proof !== null && isWithin(RECENT_MINUTES, provenAt(proof), now)

export type ConsoleAccess = 'open' | 'enroll' | 'confirm'

/**
 * Whether an operator can use the console: only with the second factor, and for some hours after it (R34). The demo's
 * one-click operator has no authenticator, so in the demo only, their sign-in counts as the factor.
 */
export function consoleAccess(
  proof: SessionProof,
  { isDemoOperator, now = Date.now() }: { isDemoOperator: boolean; now?: number },
): ConsoleAccess {
  if (!proof.hasFactor && !isDemoOperator) return 'enroll'
  return isWithin(CONSOLE_HOURS * 60, provenAt(proof), now) ? 'open' : 'confirm'
}

/** The error of a sensitive action without a recent sign-in. Forms show it with a link to the confirmation page. */
export const CONFIRM_NEEDED: ActionFailed = {
  ok: false,
  code: 'confirm.needed',
  message: 'For your security, confirm it’s you, then try again. What you entered is kept.',
}

/** The page that confirms a person and returns to where they were. */
export const verifyPath = (returnTo: string): string => `/verify?${new URLSearchParams({ returnTo })}`

/** The page that sets up the second factor and returns to where the person was. */
export const enrollPath = (returnTo: string): string => `/two-factor?${new URLSearchParams({ returnTo })}`
