import { createHash, randomBytes } from 'node:crypto'

const SHOWN = 8

/** A fresh key: the workspace's number, so that it is looked up where it belongs, and 256 bits that nobody guesses. */
export function newKey(workspaceId: number): { key: string; prefix: string; keyHash: string } {
  const secret = randomBytes(32).toString('base64url')
  const key = `mtk_${workspaceId}_${secret}`
  return { key, prefix: key.slice(0, key.length - secret.length + SHOWN), keyHash: hashKey(key) }
}

/** Of 256 random bits a plain hash is enough; what is compared is an index entry, so time tells nothing of the key. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/** Which workspace a key says it is of; null for one that is not whole. */
export function workspaceOfKey(key: string): number | null {
  const found = /^mtk_([1-9]\d{0,8})_[\w-]{43}$/.exec(key)
  return found ? Number(found[1]) : null
}
