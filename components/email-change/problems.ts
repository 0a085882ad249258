const WORDS: Record<string, string> = {
  gone: 'This link is incomplete or no longer works. Open the newest link in your email.',
  expired: 'This link is older than 24 hours. Request the change again.',
  'other-person': 'Sign in with your current address first, then open this link again.',
  taken: 'This address already belongs to another account. Choose a different address.',
  'too-late': 'This change can no longer be undone by email. Contact support to restore your address.',
}

/** Why a button behind an emailed link did nothing, by its code in the page's address. */
export function problemWords(code: string): string {
  return (Object.hasOwn(WORDS, code) ? WORDS[code] : undefined) ?? 'That didn’t work. Open the link again.'
}
