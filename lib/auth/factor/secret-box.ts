import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { keysFor } from '@/lib/core/settings/key-ring'

const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16

const PURPOSE = 'totp-secret'

/** Encrypts a person's authenticator secret. It only decrypts for this person, so a row copied to another user is useless. */
export function sealSecret(userId: number, secret: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keysFor(PURPOSE)[0], iv)
  cipher.setAAD(Buffer.from(`user:${userId}`))
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** `isStale`: sealed with a previous key. Seal it again while that key is still listed. */
type Opened = { secret: string; isStale: boolean }

/** The secret; null if none of our keys opens it or the row was altered. */
export function openSecret(userId: number, box: string): Opened | null {
  const [version, text = ''] = box.split('.')
  const bytes = Buffer.from(text, 'base64url')
  if (version !== VERSION || bytes.length <= IV_BYTES + TAG_BYTES) return null
  for (const [age, key] of keysFor(PURPOSE).entries()) {
    const secret = openWith(key, userId, bytes)
    if (secret !== null) return { secret, isStale: age > 0 }
  }
  return null
}

function openWith(key: Buffer, userId: number, bytes: Buffer): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
    decipher.setAAD(Buffer.from(`user:${userId}`))
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const opened = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]
    return Buffer.concat(opened).toString('utf8')
  } catch {
    return null
  }
}
