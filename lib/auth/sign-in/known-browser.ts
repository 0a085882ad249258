import { isSignature, signatureOf } from '@/lib/core/clients/signature'

/**
 * A browser that signed in as someone keeps a signed note of it. The note doesn't sign anyone in. It only gives the browser
 * a separate limit for sign-in emails, so that strangers who use up other limits can't lock anyone out.
 */
export const KNOWN_BROWSER_COOKIE = 'market-trak-known-browser'
export const KNOWN_BROWSER_SECONDS = 180 * 24 * 60 * 60
/** The maximum number of people sharing a browser. */
const MAX_NOTES = 5
const PURPOSE = 'known-browser'

const textOf = (email: string, seconds: string) => `${seconds}:${email}`

/** This browser's note about this address; null if there is none or it has expired. */
export function findNote(cookie: string | null, email: string, now = Date.now()): string | null {
  return notesOf(cookie).find((note) => isNoteOf(note, email, now)) ?? null
}

/** The cookie with a new note about the address, newest first. */
export function withNote(cookie: string | null, email: string, now = Date.now()): string {
  const seconds = Math.floor(now / 1000).toString(36)
  const others = notesOf(cookie).filter((note) => !isNoteOf(note, email, now))
  const note = `${seconds}~${signatureOf(PURPOSE, textOf(email, seconds))}`
  return [note, ...others].slice(0, MAX_NOTES).join('.')
}

function isNoteOf(note: string, email: string, now: number): boolean {
  const [seconds = '', signature = ''] = note.split('~')
  const age = now / 1000 - Number.parseInt(seconds, 36)
  return age < KNOWN_BROWSER_SECONDS && isSignature(signature, PURPOSE, textOf(email, seconds))
}

const notesOf = (cookie: string | null): string[] =>
  (cookie ?? '').split('.', MAX_NOTES).filter((note) => /^[0-9a-z]{1,8}~[\w-]{43}$/.test(note))
