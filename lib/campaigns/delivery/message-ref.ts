import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { signaturesOf } from '@/lib/core/clients/signature'
import { env } from '@/lib/core/settings/env'
import type { EmailId } from '../unsubscribe/unsubscribe-token'
import { decodeBase32, encodeBase32 } from './base32'

/** The header that identifies an email in reports about it, for services that replace the Message-ID. */
export const REF_HEADER = 'X-Market-Trak-Ref'

const PURPOSE = 'campaign-message'
const ADDRESS_PURPOSE = 'campaign-address'
/** 128 bits, in hex: some mail systems change the case of a Message-ID. */
const MAC_CHARACTERS = 32
/** 80 bits: the part of an address before the @ has at most 64 characters (RFC 5321). */
const ADDRESS_MAC_BYTES = 10
const REF = /^c\.(\d{1,9})\.([0-9a-f-]{36})\.(\d{1,6})\.([0-9a-f]{32})$/
const ANY_REF = /\bc\.\d{1,9}\.[0-9a-f-]{36}\.\d{1,6}\.[0-9a-f]{32}(?![0-9a-z])/i
const TOKEN = /^([a-z2-7]{37})\.([a-z2-7]{16})$/
const RETURN_PREFIX = 'bounce+'
const UNSUBSCRIBE_PREFIX = 'unsub+'
const ANY_ADDRESS = /\bbounce\+[a-z2-7]{37}\.[a-z2-7]{16}@/i
const ANY_UNSUBSCRIBE_ADDRESS = /\bunsub\+[a-z2-7]{37}\.[a-z2-7]{16}@/i

/** By each of our keys, newest first. */
const macsOf = (body: string): string[] =>
  signaturesOf(PURPOSE, body).map((signature) =>
    Buffer.from(signature, 'base64url').toString('hex').slice(0, MAC_CHARACTERS),
  )

const addressMacsOf = (id: string): string[] =>
  signaturesOf(ADDRESS_PURPOSE, id).map((signature) =>
    encodeBase32(Buffer.from(signature, 'base64url').subarray(0, ADDRESS_MAC_BYTES)),
  )

/**
 * Identifies one email of a campaign. It is signed, so a report with a guessed workspace, campaign and position suppresses
 * no one (R44).
 */
export function createMessageRef({ workspaceId, campaignId, position }: EmailId): string {
  const body = `${workspaceId}.${campaignId}.${position}`
  return `c.${body}.${macsOf(body)[0]}`
}

/** The same in 54 characters that survive in an address: lowercase letters and digits only. */
export function createAddressToken({ workspaceId, campaignId, position }: EmailId): string {
  const bytes = Buffer.alloc(23)
  bytes.writeUInt32BE(workspaceId, 0)
  bytes.write(campaignId.replaceAll('-', ''), 4, 'hex')
  bytes.writeUIntBE(position, 20, 3)
  const id = encodeBase32(bytes)
  return `${id}.${addressMacsOf(id)[0]}`
}

/** The return path of one email (VERP), so that a bounce names it even if nothing of the email is returned. */
export const returnPathOf = (emailId: EmailId, ownDomain: string | null = null): string | null =>
  addressAt(RETURN_PREFIX, emailId, ownDomain)

/** The address in List-Unsubscribe of one email. */
export const unsubscribeAddressOf = (emailId: EmailId): string | null =>
  addressAt(UNSUBSCRIBE_PREFIX, emailId)

/** `ownDomain`: an agency’s domain that leads to ours. */
function addressAt(prefix: string, emailId: EmailId, ownDomain: string | null = null): string | null {
  const domain = ownDomain ?? env().MAIL_RETURN_DOMAIN
  return domain ? `${prefix}${createAddressToken(emailId)}@${domain}` : null
}

/** The first of our refs or return paths in a text, without checking it. */
export const findMessageRef = (text: string): string | null =>
  (ANY_REF.exec(text) ?? ANY_ADDRESS.exec(text))?.[0].replace(/@$/, '') ?? null

/** Our unsubscribe address among those an email was sent to. */
export const findUnsubscribeRef = (addresses: string): string | null =>
  ANY_UNSUBSCRIBE_ADDRESS.exec(addresses)?.[0].replace(/@$/, '') ?? null

/** The email that a ref, a Message-ID or one of our addresses identifies; null if we didn’t create it. */
export function readMessageRef(text: string): EmailId | null {
  const [ref = ''] = text.trim().replace(/^</, '').toLowerCase().split('@', 1)
  return readRef(ref) ?? readToken(ref.replace(/^(?:bounce|unsub)\+/, ''))
}

function readRef(ref: string): EmailId | null {
  const [, workspaceId, campaignId = '', position, mac = ''] = REF.exec(ref) ?? []
  if (!workspaceId || !z.uuid().safeParse(campaignId).success) return null
  if (!isOneOf(mac, macsOf(`${workspaceId}.${campaignId}.${position}`))) return null
  return { workspaceId: Number(workspaceId), campaignId, position: Number(position) }
}

function readToken(token: string): EmailId | null {
  const [, id = '', mac = ''] = TOKEN.exec(token) ?? []
  if (!id || !isOneOf(mac, addressMacsOf(id))) return null
  const bytes = decodeBase32(id)
  const hex = bytes.subarray(4, 20).toString('hex')
  const campaignId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { workspaceId: bytes.readUInt32BE(0), campaignId, position: bytes.readUIntBE(20, 3) }
}

const isOneOf = (given: string, expected: readonly string[]): boolean =>
  expected.some((one) => given.length === one.length && timingSafeEqual(Buffer.from(given), Buffer.from(one)))
