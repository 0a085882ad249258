import { createCipheriv, createDecipheriv, generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { keysFor } from '@/lib/core/settings/key-ring'

const PURPOSE = 'dkim-key'
const VERSION = 'v1'
const IV_BYTES = 12
const TAG_BYTES = 16
const PUBLIC_HEADER = /-----[^-]+-----|\s/g

type KeyPair = { privateKey: string; publicKey: string }

/** RSA with 2,048 bits: every mail server verifies it, and its record fits in DNS. `publicKey` is base64, as in DNS. */
export async function createDkimKey(): Promise<KeyPair> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return { privateKey, publicKey: publicKey.replace(PUBLIC_HEADER, '') }
}

/** The key only opens for this workspace and domain, so a row that was copied to another one is useless. */
const ownerOf = (workspaceId: number, domain: string) => Buffer.from(`workspace:${workspaceId}:${domain}`)

export function sealDkimKey(workspaceId: number, domain: string, privateKey: string): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keysFor(PURPOSE)[0], iv)
  cipher.setAAD(ownerOf(workspaceId, domain))
  const sealed = Buffer.concat([cipher.update(privateKey, 'utf8'), cipher.final()])
  return `${VERSION}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/** `isStale`: sealed with a previous secret. Seal it again while that secret is still listed. */
type Opened = { privateKey: string; isStale: boolean }

/** The private key; null if none of our secrets opens it or the row was altered. */
export function openDkimKey(workspaceId: number, domain: string, box: string): Opened | null {
  const [version, text = ''] = box.split('.')
  const bytes = Buffer.from(text, 'base64url')
  if (version !== VERSION || bytes.length <= IV_BYTES + TAG_BYTES) return null
  for (const [age, key] of keysFor(PURPOSE).entries()) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
      decipher.setAAD(ownerOf(workspaceId, domain))
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      const opened = [decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]
      return { privateKey: Buffer.concat(opened).toString('utf8'), isStale: age > 0 }
    } catch {
      // Sealed with another secret: try the next one.
    }
  }
  return null
}
