const DAY_MS = 86_400_000
/** RFC 9116 recommends less than a year. The file is generated for each request, so it never expires in service. */
const VALID_DAYS = 180

type SecurityContact = {
  appUrl: string
  /** Contact URI for reports. Defaults to the standard mailbox at the product's domain. */
  contact: string | undefined
  now: Date
}

/** How to report a vulnerability, in the RFC 9116 format. */
export function securityTxt({ appUrl, contact, now }: SecurityContact): string {
  const expires = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS + VALID_DAYS * DAY_MS)
  const lines = [
    `Contact: ${contact ?? `mailto:security@${new URL(appUrl).hostname}`}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${appUrl}/.well-known/security.txt`,
  ]
  return `${lines.join('\n')}\n`
}
