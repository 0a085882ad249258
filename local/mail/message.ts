import { type AddressObject, simpleParser } from 'mailparser'

/** One mail as the inbox shows it and as `/api/messages` gives it. */
export type Message = {
  id: string
  /** Whom it was sent to, blind copies included. */
  to: string[]
  from: string
  subject: string
  text: string
  html: string
  links: string[]
  /** Those a test or a reader asks for: how to unsubscribe, and what it answers. */
  headers: Record<string, string>
  attachments: { name: string; type: string; sizeBytes: number }[]
  receivedAt: string
}

/** What the sender said to the server, kept as headers in the stored file. */
export type Envelope = { from: string; to: string[]; receivedAt: string }

const SHOWN_HEADERS = [
  'list-unsubscribe',
  'list-unsubscribe-post',
  'reply-to',
  'message-id',
  'x-entity-ref-id',
  'x-market-trak-ref',
]

export function withEnvelope(envelope: Envelope, raw: Buffer): Buffer {
  const lines = [
    `X-Envelope-From: ${envelope.from}`,
    `X-Envelope-To: ${envelope.to.join(', ')}`,
    `X-Received-At: ${envelope.receivedAt}`,
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n`), raw])
}

export async function parseMessage(id: string, stored: Buffer): Promise<Message> {
  const mail = await simpleParser(stored, { skipTextToHtml: true, skipTextLinks: true })
  const lines = new Map(mail.headerLines.map(({ key, line }) => [key, unfold(line)]))
  const html = mail.html || ''
  const text = mail.text ?? ''
  return {
    id,
    to: lines.get('x-envelope-to')?.split(', ').filter(Boolean) ?? addressesOf(mail.to),
    from: mail.from?.text ?? lines.get('x-envelope-from') ?? '',
    subject: mail.subject ?? '(no subject)',
    text,
    html,
    links: linksIn(html, text),
    headers: Object.fromEntries(
      SHOWN_HEADERS.filter((name) => lines.has(name)).map((name) => [name, lines.get(name) ?? '']),
    ),
    attachments: mail.attachments.map((file) => ({
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
  return objects.flatMap((object) => object.value.map((one) => one.address ?? ''))
}
