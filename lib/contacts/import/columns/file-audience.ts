import type { FileAudience } from '@/lib/contacts/views'

/**
 * Guesses from the name of a file whether it lists people who may not be emailed: `cleaned_members_export.csv`,
 * `suppression_bounces.csv`, `Unsubscribes 2025.xlsx`.
 */
export function guessAudience(fileName: string): FileAudience {
  const name = fileName.toLowerCase().replace(/[^a-z]+/g, ' ')
  if (/\bnon ?subscribed\b/.test(name)) return 'contacts'
  if (/\b(spam|complain\w*|abuse)\b/.test(name)) return 'complained'
  if (/\b(cleaned|bounced?|bounces|hard bounces?|invalid emails?)\b/.test(name)) return 'bounced'
  if (
    /\b(unsub\w*|opt(ed)? ?outs?|suppress\w*|do not (e ?mail|contact)|blacklist\w*|abgemeldet\w*|desabonnes?|desinscrits?)\b/.test(
      name,
    )
  )
    return 'unsubscribed'
  return 'contacts'
}
