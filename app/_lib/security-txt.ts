const DAY_MS = 86_400_000
/** RFC 9116 recommends less than a year. The file is made anew for each request, so it never expires in service. */
const VALID_DAYS = 180

type About = {
  appUrl: string
  /** An address that people can report to, as a URI. By default the usual mailbox at the product's own domain. */
  contact: string | undefined
  now: Date
}

/** How to report a weakness, in the form that RFC 9116 defines. */
export function securityTxt({ appUrl, contact, now }: About): string {
  const expires = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS + VALID_DAYS * DAY_MS)
  const lines = [
    `Contact: ${contact ?? `mailto:security@${new URL(appUrl).hostname}`}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${appUrl}/.well-known/security.txt`,
  ]
  return `${lines.join('\n')}\n`
}
