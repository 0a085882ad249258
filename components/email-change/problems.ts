const MESSAGES: Record<string, string> = {
  gone: 'This link is incomplete or no longer works. Open the newest link in your email.',
  expired: 'This link has expired. Request the change again.',
  'other-person': 'Sign in with your current address first, then open this link again.',
  taken: 'This address already belongs to another account. Choose a different address.',
  'too-late': 'This change can no longer be undone by email. Contact support to restore your address.',
}

/** Why the button on a page opened from an emailed link did nothing, by the code in the URL. */
export function problemMessage(code: string): string {
  return (
    (Object.hasOwn(MESSAGES, code) ? MESSAGES[code] : undefined) ??
    'Something went wrong. Open the link again.'
  )
}
