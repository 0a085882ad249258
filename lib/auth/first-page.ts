type FirstSignIn = {
  /** Where the sign-in was to lead: a path of our own. */
  wanted: string
  hasWorkspace: boolean
  /** Someone opens one more workspace. */
  another: boolean
  isOperator: boolean
}

const OURS = /^\/(invitation|email-change)(\/|\?|$)/

/**
 * next-auth sends everyone to /welcome whose account or Google link is new, existing members included. This is where they
 * go instead; null: they have no workspace and name one. Operators without one go to the console.
 */
export function pageInsteadOfWelcome({
  wanted,
  hasWorkspace,
  another,
  isOperator,
}: FirstSignIn): string | null {
  if (OURS.test(wanted)) return wanted
  if (isOperator && /^\/admin(\/|\?|$)/.test(wanted)) return wanted
  // An operator runs the service and needs no agency of their own.
  if (isOperator && !hasWorkspace && !another) return '/admin'
  if (!hasWorkspace || another) return null
  return wanted === '/' ? '/dashboard' : wanted
}
