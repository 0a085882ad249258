import { createHash, randomBytes } from 'node:crypto'

const CODES = 10
/** Excludes letters and digits that look alike. 16 of these 31 characters are 79 random bits. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const LENGTH = 16

/** Ten new recovery codes, such as `k7mq-29fd-hs4n-wxe3`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => newCode().replace(/.{4}(?=.)/g, '$&-'))
}

function newCode(): string {
  let code = ''
  while (code.length < LENGTH) {
    // Bytes beyond the last full round of the alphabet are skipped, so that each character is equally likely.
    for (const byte of randomBytes(LENGTH)) {
      if (byte < 248 && code.length < LENGTH) code += ALPHABET[byte % ALPHABET.length]
    }
  }
  return code
}

/** A recovery code in normalized form; null if the text isn't one. */
export function readRecoveryCode(text: string): string | null {
  const code = text.toLowerCase().replace(/[^a-z0-9]/g, '')
  return code.length === LENGTH ? code : null
}

/** A fast hash is enough for 79 random bits. */
export const hashRecoveryCode = (userId: number, code: string): string =>
  createHash('sha256').update(`recovery:${userId}:${code}`).digest('hex')
