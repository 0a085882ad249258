/** How long a sign-in lasts. */

/** A session ends this long after sign-in, even if it is in use. */
export const SESSION_DAYS = 30
/** A session ends after this long without use. */
export const IDLE_DAYS = 7
/** How often the last use of an active session is stored. */
export const REFRESH_MINUTES = 60
/** Sensitive actions need a sign-in, or the second factor, this recent. */
export const RECENT_MINUTES = 15
/** The operator console needs the second factor this recent. */
export const CONSOLE_HOURS = 12

export const DAY_SECONDS = 24 * 60 * 60

/** Whether the last use of a session is to be stored. `expires` is when it ends without further use. */
export const isRefreshDue = (expires: Date, now = Date.now()): boolean =>
  expires.getTime() <= now + IDLE_DAYS * DAY_SECONDS * 1_000 - REFRESH_MINUTES * 60_000

/**
 * Session settings for next-auth, whose routes apply the same. Its cookie lasts as long as a session can. It updates a session once
 * `expires - maxAge + updateAge` has passed, and `expires` is when an idle session ends, hence this `updateAge`.
 */
export const nextAuthSession = {
  strategy: 'database',
  maxAge: SESSION_DAYS * DAY_SECONDS,
  updateAge: (SESSION_DAYS - IDLE_DAYS) * DAY_SECONDS + REFRESH_MINUTES * 60,
} as const
