import { type AddressObject, simpleParser } from 'mailparser'

/** An email as shown in the inbox and returned by `/api/messages`. */
export type Message = {
  id: string
  /** All recipients, including Bcc. */
  to: string[]
  from: string
  subject: string
  text: string
  html: string
  links: string[]
  /** Headers needed by tests and readers, such as List-Unsubscribe and Reply-To. */
  headers: Record<string, string>
  attachments: { name: string; type: string; sizeBytes: number }[]
  receivedAt: string
}

/** SMTP envelope, stored as headers in the file. */
export type Envelope = { from: string; to: string[]; receivedAt: string }

const SHOWN_HEADERS = [
  'list-unsubscribe',
  'list-unsubscribe-post',
  'reply-to',
  'message-id',
  'x-entity-ref-id',
  'x-market-trak-ref',
  'dkim-signature',
]

const TO_HEADER = 'X-Envelope-To:'

export function withEnvelope(envelope: Envelope, raw: Buffer): Buffer {
  const lines = [
    `X-Envelope-From: ${envelope.from}`,
    `${TO_HEADER} ${envelope.to.join(', ')}`,
    `X-Received-At: ${envelope.receivedAt}`,
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n`), raw])
}

/** The recipients of a stored email, without parsing it. */
export function recipientsOf(stored: Buffer): string[] {
  const end = stored.indexOf('\r\n', stored.indexOf(TO_HEADER))
  const line = stored.toString('utf8', stored.indexOf(TO_HEADER) + TO_HEADER.length, end)
  return line.trim().split(', ').filter(Boolean)
}

export async function parseMessage(id: string, stored: Buffer): Promise<Message> {
  const email = await simpleParser(stored, { skipTextToHtml: true, skipTextLinks: true })
  const lines = new Map(email.headerLines.map(({ key, line }) => [key, unfold(line)]))
  const html = email.html || ''
  const text = email.text ?? ''
  return {
    id,
    to: lines.get('x-envelope-to')?.split(', ').filter(Boolean) ?? addressesOf(email.to),
    from: email.from?.text ?? lines.get('x-envelope-from') ?? '',
    subject: email.subject ?? '(no subject)',
    text,
    html,
    links: linksIn(html, text),
    headers: Object.fromEntries(
      SHOWN_HEADERS.filter((name) => lines.has(name)).map((name) => [name, lines.get(name) ?? '']),
    ),
    attachments: email.attachments.map((file) => ({
      name: file.filename ?? '(no name)',
      type: file.contentType,
      sizeBytes: file.size,
    })),
    receivedAt: lines.get('x-received-at') ?? new Date(0).toISOString(),
  }
}

export function linksIn(html: string, text: string): string[] {
  const inHtml = Array.from(html.matchAll(/href\s*=\s*["']([^"']+)["']/gi), ([, link]) => decode(link ?? ''))
  const inText = Array.from(text.matchAll(/https?:\/\/[^\s<>"')\]]+/g), ([link]) =>
    link.replace(/[.,;:!?]+$/, ''),
  )
  return [...new Set([...inHtml, ...inText])].filter((link) => /^https?:/.test(link))
}

function decode(link: string): string {
  return link.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').replaceAll('&#61;', '=')
}

function unfold(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\r?\n\s+/g, ' ')
    .trim()
}

function addressesOf(to: AddressObject | AddressObject[] | undefined): string[] {
  const objects = Array.isArray(to) ? to : to ? [to] : []
  return objects.flatMap((object) => object.value.map((entry) => entry.address ?? ''))
}
