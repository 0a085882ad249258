/** How long a sign-in lasts, in one place. */

/** A session ends this long after sign-in, however active it is. */
export const SESSION_DAYS = 30
/** A session that is not used for this long ends. */
export const IDLE_DAYS = 7
/** How often a session in use is written as used. */
export const REFRESH_MINUTES = 60
/** Sensitive actions need a sign-in, or the second factor, this recent. */
export const RECENT_MINUTES = 15
/** The operators' console needs the second factor this recent. */
export const CONSOLE_HOURS = 12

export const DAY_SECONDS = 24 * 60 * 60

/**
 * What next-auth needs to know. Its cookie lasts as long as a session can. It writes a session as used once
 * `expires - maxAge + updateAge` has passed, and `expires` is when an idle session ends, hence this `updateAge`.
 */
export const nextAuthSession = {
  strategy: 'database',
  maxAge: SESSION_DAYS * DAY_SECONDS,
  updateAge: (SESSION_DAYS - IDLE_DAYS) * DAY_SECONDS + REFRESH_MINUTES * 60,
} as const
