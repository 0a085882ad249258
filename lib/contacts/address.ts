import { createHash } from 'node:crypto'
import { domainToASCII, domainToUnicode } from 'node:url'
import { z } from 'zod'

const MAX_LENGTH = 254

/** Signs that RFC 5322 allows before the @ without quotes, and the letters and digits of all languages (RFC 6531). */
const LOCAL_PART = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u
const WRITTEN_DOMAIN = /^[\p{L}\p{N}\p{M}.-]+$/u
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/
/** A top-level domain has letters, or is an `xn--` name. */
const TOP_LEVEL = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/

/**
 * The form in which addresses are stored and compared: in lowercase, with an international domain as `xn--` names. Null if
 * it is not an address of a mailbox on the internet.
 */
export function normalizeAddress(text: string): string | null {
  const written = text.trim().toLowerCase().normalize('NFC')
  if (written.length > MAX_LENGTH) return null
  const at = written.lastIndexOf('@')
  const [local, domain] = [written.slice(0, at), written.slice(at + 1)]
  if (at < 1 || local.length > 64 || !LOCAL_PART.test(local) || !WRITTEN_DOMAIN.test(domain)) return null
  const labels = domainToASCII(domain).split('.')
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return null
  if (!TOP_LEVEL.test(labels.at(-1) ?? '')) return null
  const address = `${local}@${labels.join('.')}`
  return address.length > MAX_LENGTH ? null : address
}

/** An address as people write it: `info@bücher.example` for `info@xn--bcher-kva.example`. */
export function displayAddress(email: string): string {
  const at = email.lastIndexOf('@')
  if (!email.includes('xn--', at)) return email
  return `${email.slice(0, at)}@${domainToUnicode(email.slice(at + 1))}`
}

/** Email addresses are stored and compared in one form (`normalizeAddress`). */
export const Email = z
  .string()
  .trim()
  .max(MAX_LENGTH, 'An email address can have at most 254 characters.')
  .transform((text, ctx) => {
    const address = normalizeAddress(text)
    if (address) return address
    ctx.addIssue({ code: 'custom', message: 'Enter a valid email address.' })
    return z.NEVER
  })

/** The only thing we keep about the address of an erased contact. */
export function hashEmail(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex')
}
