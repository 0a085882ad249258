import { createHash, randomBytes } from 'node:crypto'

const PREFIX_LENGTH = 8

/** Creates a key from the workspace id, for the lookup, and 256 random bits. */
export function generateKey(workspaceId: number): { key: string; prefix: string; keyHash: string } {
  const secret = randomBytes(32).toString('base64url')
  const key = `mtk_${workspaceId}_${secret}`
  return { key, prefix: key.slice(0, key.length - secret.length + PREFIX_LENGTH), keyHash: hashKey(key) }
}

/** A plain hash is enough for 256 random bits. Lookup is by index, so timing reveals nothing about the key. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/** The workspace id in a key; null if the key is malformed. */
export function workspaceOfKey(key: string): number | null {
  const found = /^mtk_([1-9]\d{0,8})_[\w-]{43}$/.exec(key)
  return found ? Number(found[1]) : null
}
