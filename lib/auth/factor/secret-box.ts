import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '@/lib/core/settings/env'

const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

/** A key derived for this purpose only, independent of other uses of the secret. */
const keyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'market-trak/totp-secret/v1', 32))

/** Encrypts a person's authenticator secret. It only decrypts for this person, so a row copied to another user is useless. */
export function sealSecret(userId: number, secret: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(env().NEXTAUTH_SECRET), iv)
  cipher.setAAD(Buffer.from(`user:${userId}`))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** The secret; null if it can't be decrypted because NEXTAUTH_SECRET changed or the row was altered. */
export function openSecret(userId: number, box: string): string | null {
  const [version, text = ''] = box.split('.')
  const bytes = Buffer.from(text, 'base64url')
  if (version !== VERSION || bytes.length <= IV_BYTES + TAG_BYTES) return null
  try {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      keyOf(env().NEXTAUTH_SECRET),
      bytes.subarray(0, IV_BYTES),
    )
    decipher.setAAD(Buffer.from(`user:${userId}`))
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
      'utf8',
    )
  } catch {
    return null
  }
}
