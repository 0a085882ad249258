import type { FileContact } from './read-contacts'

/** The outcome for a contact in a file. */
export type ContactOutcome = 'added' | 'updated' | 'unchanged'

type Existing = { email: string; firstName: string; lastName: string; phone: string; tags: string[] }
/** `fill` only fills in blank fields; `replace` also overwrites fields that differ. */
type Rule = 'fill' | 'replace'

/** The outcome for each contact of a file, by address, given the existing contacts. */
export function contactOutcomes(
  found: readonly FileContact[],
  existing: readonly Existing[],
  rule: Rule,
): Map<string, ContactOutcome> {
  const byEmail = new Map(existing.map((contact) => [contact.email, contact]))
  return new Map(
    found.map((contact) => {
      const before = byEmail.get(contact.email)
      if (!before) return [contact.email, 'added']
      return [contact.email, changes(before, contact, rule) ? 'updated' : 'unchanged']
    }),
  )
}

function changes(before: Existing, from: FileContact, rule: Rule): boolean {
  const fields = ['firstName', 'lastName', 'phone'] as const
  const isChanged = (field: (typeof fields)[number]) =>
    from[field] !== '' && (rule === 'replace' ? from[field] !== before[field] : before[field] === '')
  return fields.some(isChanged) || from.tags.some((tag) => !before.tags.includes(tag))
}
