import {
  type BounceCause,
  CAUSE_PHRASES,
  DISABLED_PHRASES,
  GENERIC_REFUSAL,
  NO_MAILBOX_PHRASES,
  TEMPORARY_PHRASES,
} from './bounce-phrases'

export type { BounceCause }

type Answer = {
  /** The enhanced status code (RFC 3463) of the report, such as `5.1.1`. */
  status?: string
  /** What the receiving server said. */
  text: string
}

/** Longer than any answer of a server. Keeps the patterns fast on hostile input. */
const MAX_CHARACTERS = 8_000
const STATUS = /(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)/

/**
 * Decides why an email bounced. Only `no-mailbox` suppresses the recipient (R44), so it needs the words: many servers report a
 * block, a full mailbox or a rate limit as 5.1.1, 5.0.0 or 5.2.1. If words and code contradict each other, the words win. A code
 * without words counts only if it has no other meaning. What can't be decided is `unsure`, and an operator decides.
 */
export function causeOfBounce({ status = '', text }: Answer): BounceCause {
  const words = normalize(text)
  for (const [cause, pattern] of CAUSE_PHRASES) if (pattern.test(words)) return cause
  const code = mostSpecific(status, text)
  const isTemporary = code.startsWith('4.') || (code === '' && /^\D{0,20}4\d\d[ -]/.test(text.trim()))
  if (isTemporary || TEMPORARY_PHRASES.test(words)) return 'temporary'
  if (NO_MAILBOX_PHRASES.some((pattern) => pattern.test(words))) return 'no-mailbox'
  if (DISABLED_PHRASES.test(words)) return 'disabled'
  return causeOfCode(code, words)
}

/** Reports often have the vague code 5.0.0 while the server’s own answer has a precise one. */
function mostSpecific(status: string, text: string): string {
  const fromText = STATUS.exec(text.slice(0, MAX_CHARACTERS))?.[0] ?? ''
  return fromText && !fromText.endsWith('.0.0') ? fromText : status || fromText
}

function causeOfCode(code: string, words: string): BounceCause {
  const [, subject = '', detail = ''] = code.split('.')
  switch (`${subject}.${detail}`) {
    case '1.1':
    case '1.2':
    case '1.6':
    case '1.10':
      // "5.1.1 Message refused" is not what the code says.
      return GENERIC_REFUSAL.test(words) ? 'unsure' : 'no-mailbox'
    case '1.7':
    case '1.8':
      return 'sender-blocked'
    case '2.1':
      return 'disabled'
    case '2.2':
      return 'full'
    case '2.3':
    case '3.4':
      return 'too-large'
  }
  if (subject === '4') return GENERIC_REFUSAL.test(words) ? 'unsure' : 'temporary'
  if (subject === '7') return 'policy'
  return 'unsure'
}

/**
 * One line in lower case, without addresses (`spam@…` says nothing) and without the codes that servers repeat on each line of
 * an answer, often in the middle of a sentence.
 */
function normalize(text: string): string {
  return text
    .slice(0, MAX_CHARACTERS)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’`´]/g, "'")
    .replace(/[^\s<>@"'(]{1,64}@[^\s<>@"')]{1,255}/g, ' addr ')
    .replace(/[<>"«»“”„]/g, ' ')
    .replace(/(?<![\d.])[245]\d\d(?:[ -]+#?[245]\.\d{1,3}\.\d{1,3})?[- ]/g, ' ')
    .replace(/\s+/g, ' ')
}
