import { z } from 'zod'

/** What SMTP allows (RFC 5321). */
const MOST_CHARACTERS = 254
const MOST_LOCAL_CHARACTERS = 64

/** ASCII without spaces. Checked before lowercasing: the Kelvin sign would become a plain "k". */
const PLAIN = /^[\x21-\x7e]*$/

const Address = z.email()

/**
 * One plain address, as we store and compare it: lowercase ASCII and nothing else around it. A display name, a comment,
 * quotes, several addresses, Unicode, a trailing dot or a control character make it null. Mail servers read such text in
 * different ways, so "x1 victim@agency.com" could be one address here and another mailbox there.
 */
export function readEmailAddress(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > MOST_CHARACTERS + 100) return null
  const trimmed = text.trim()
  if (trimmed.length > MOST_CHARACTERS || !PLAIN.test(trimmed)) return null
  const address = trimmed.toLowerCase()
  if (address.lastIndexOf('@') > MOST_LOCAL_CHARACTERS) return null
  return Address.safeParse(address).success ? address : null
}

/** For forms. */
export const EmailAddress = z.string().transform((text, context) => {
  const address = readEmailAddress(text)
  if (address !== null) return address
  context.addIssue({ code: 'custom', message: 'Enter one email address, such as sam@agency.com.' })
  return z.NEVER
})

/** Providers that ignore dots before the @. */
const DOTLESS = new Set(['gmail.com', 'googlemail.com'])

/**
 * The mailbox that an address most likely belongs to, only for rate limits: "sam+1@" and "sam+2@" are the same person's.
 * Accounts use the address as it is.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  const local = address.slice(0, at).split('+', 1)[0] || address.slice(0, at)
  if (!DOTLESS.has(domain)) return `${local}@${domain}`
  return `${local.replaceAll('.', '')}@gmail.com`
}
