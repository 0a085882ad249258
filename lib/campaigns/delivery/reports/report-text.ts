import {
  type HeaderFields,
  htmlWords,
  type MimeEmail,
  readHeaderFields,
  splitHead,
} from '@/lib/email/read-mime'

/** The content types of the returned email, including the internationalized forms (RFC 6533). */
const ORIGINAL_PART =
  /^(?:message\/(?:global|rfc822|partial)|text\/rfc822(?:-headers?)?|message\/(?:global-|rfc822-)headers?)$/
/** A report says what it has to say at its start. */
const MAX_CHARACTERS = 20_000
/** Fields that only an email has. A summary such as "To: …, Subject: …" is not the returned email. */
const EMAIL_FIELDS =
  /^(?:message-id|received|return-path|mime-version|dkim-signature|x-mailer|content-type):/im
const MIN_FIELDS = 3

export type ReportText = {
  /** What the server wrote, without the returned email. */
  said: string
  /** The header of the returned email. */
  original: HeaderFields | null
}

/** Separates the words of a report from the email that it returns, which may say anything. */
export function readReportText({ parts }: MimeEmail): ReportText {
  const end = parts.findIndex(({ type }) => ORIGINAL_PART.test(type))
  const returned = parts[end]
  const before = parts.slice(0, end === -1 ? parts.length : end)
  const plain = before.filter(({ type }) => type === 'text/plain' || type === 'text')
  const html = before.filter(({ type }) => type === 'text/html')
  const text = (
    plain.some(({ text }) => text.trim())
      ? plain.map(({ text }) => text)
      : html.map(({ text }) => htmlWords(text))
  )
    .join('\n\n')
    .slice(0, MAX_CHARACTERS)
    .replaceAll('\r', '')
  const { said, quoted } = cutQuotedEmail(text)
  const header = returned ? splitHead(returned.text.replace(/^\s+/, '')).head : quoted
  return { said, original: header ? readHeaderFields(header) : null }
}

/** Finds where a returned email starts in the text: a block of header fields that only emails have. */
function cutQuotedEmail(text: string): { said: string; quoted: string } {
  const lines = text.split('\n').map((line) => line.replace(/^(?:[>|] ?)+/, ''))
  let start = -1
  let fields = 0
  for (let at = 0; at <= lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (start !== -1 && /^[ \t]+\S/.test(line)) continue
    if (/^(?:[A-Za-z][\w-]{1,40}:(?:\s|$)|From \S+@)/.test(line)) {
      if (start === -1) start = at
      fields += 1
      continue
    }
    const block = start === -1 ? '' : lines.slice(start, at).join('\n')
    if (
      fields >= MIN_FIELDS &&
      EMAIL_FIELDS.test(block) &&
      !/^(?:final-recipient|diagnostic-code|reporting-mta):/im.test(block)
    )
      return { said: lines.slice(0, start).join('\n'), quoted: block }
    start = -1
    fields = 0
  }
  return { said: lines.join('\n'), quoted: '' }
}

const CODE = /(?<![\d.])(?:[45]\d\d[ -]|[45]\.\d{1,3}\.\d{1,3}(?![.\d]))/
/** Long help texts name every possible reason. What the server answered is beside its code. */
export function answersIn(said: string): string {
  const paragraphs = said.split(/\n\s*\n/)
  return paragraphs.filter((paragraph) => CODE.test(paragraph)).join('\n\n')
}

const ADDRESS_LINE = /^\s{0,12}<?"?([^\s<>@"():;,]{1,64}@[^\s<>@"():;,]{1,255}?)"?>?:?\s*(?:\(.{0,200}\))?$/

export type Statement = { recipient: string; said: string }

/** What a report without a machine-readable part says about each address, as qmail and Exim write it. */
export function statementsIn(said: string): Statement[] {
  const found: Statement[] = []
  for (const line of said.split('\n')) {
    const address = ADDRESS_LINE.exec(line)?.[1]
    const last = found.at(-1)
    if (address && found.length < 50) found.push({ recipient: address.toLowerCase(), said: '' })
    else if (last) last.said += `${line}\n`
  }
  return found.filter(({ said }) => /\p{L}{3}/u.test(said))
}
