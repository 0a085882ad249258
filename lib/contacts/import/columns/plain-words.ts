/** Matching a very long name would take too long (R41). */
const MAX_NAME_LENGTH = 200

/**
 * A name or value in lowercase words without accents: `OPTIN_TIME` and `Opt-in time` are `optin time` and `opt in time`,
 * `firstName` is `first name`.
 */
export function plainWords(text: string): string {
  return text
    .slice(0, MAX_NAME_LENGTH)
    .replace(/([\p{Ll}])([\p{Lu}])/gu, '$1 $2')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/[a-z]{6,40}/g, splitWord)
}

/** Programs that write names without blanks: HASOPTEDOUTOFEMAIL, mobilephone. */
const JOINED =
  /has|opted|opt|out|of|in|email|mobile|cell|home|work|business|primary|phone|number|first|last|full|name|bounced|reason|date|do|not|address|status|unsubscribed|marketing|consent/g

function splitWord(word: string): string {
  const parts = word.match(JOINED) ?? []
  return parts.length > 1 && parts.join('') === word ? parts.join(' ') : word
}
