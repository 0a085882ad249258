const MESSAGES: Record<string, string> = {
  Verification: 'This link was already used or has expired. Request a new one below.',
  AccessDenied: 'This account can’t sign in here. Try an email link.',
  EmailSignin: 'We couldn’t send the link. Check the address and try again.',
  EmailCreateAccount: 'We couldn’t create an account for this address. Request a new link below.',
  OAuthAccountNotLinked: 'This Google account is linked to a different account. Sign in with an email link.',
  OAuthCreateAccount: 'We couldn’t create an account with this Google account. Sign in with an email link.',
  GoogleNotVerified:
    'Google hasn’t verified the email address of this account. Verify it with Google, or sign in with an email link.',
  GoogleAddressChanged:
    'The address of this Google account has changed. Sign in with an email link, then link the account again on your profile page.',
  AddressChanged:
    'The email address of this account was changed recently. Sign in with the new address, or undo the change with the link we emailed to the old one.',
  OtherSite: 'This sign-in started on another site. Open the link in your email again.',
}

const LIMITS: Record<string, (wait: string) => string> = {
  TooManyLinks: (wait) =>
    `We’ve sent several links to this address. Use the newest one in your inbox, or try again ${wait}.`,
  TooManyRequests: (wait) => `Too many sign-in emails were requested from your network. Try again ${wait}.`,
  TooManyNewcomers: (wait) => `We can’t email new addresses right now. Try again ${wait}.`,
}

const FALLBACK = 'Something went wrong. Try again, or request a new link.'

/** What a sign-in error means: a code, and for limits the minutes to wait ("TooManyLinks.12"). */
export function signInErrorMessage(code: string, fallback = FALLBACK): string {
  const [name = '', minutes = ''] = code.split('.')
  if (Object.hasOwn(LIMITS, name)) return LIMITS[name]?.(waitLabel(minutes)) ?? fallback
  return (Object.hasOwn(MESSAGES, name) ? MESSAGES[name] : undefined) ?? fallback
}

function waitLabel(minutes: string): string {
  if (!/^[1-9]\d{0,3}$/.test(minutes)) return 'later'
  return minutes === '1' ? 'in 1 minute' : `in ${minutes} minutes`
}
