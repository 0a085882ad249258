import type { FileContact } from './read-file'

/** What becomes of a contact that a file brings. */
export type Fate = 'added' | 'updated' | 'unchanged'

type Known = { email: string; firstName: string; lastName: string; phone: string; tags: string[] }
/** `fill` writes only where nothing is known, `replace` also where the file says something else. */
type Rule = 'fill' | 'replace'

/** The fate of each contact of a file, by address, given those that are known already. */
export function fatesOf(
  found: readonly FileContact[],
  known: readonly Known[],
  rule: Rule,
): Map<string, Fate> {
  const byEmail = new Map(known.map((contact) => [contact.email, contact]))
  return new Map(
    found.map((contact) => {
      const before = byEmail.get(contact.email)
      if (!before) return [contact.email, 'added']
      return [contact.email, changes(before, contact, rule) ? 'updated' : 'unchanged']
    }),
  )
}

function changes(before: Known, from: FileContact, rule: Rule): boolean {
  const fields = ['firstName', 'lastName', 'phone'] as const
  const isBetter = (field: (typeof fields)[number]) =>
    from[field] !== '' && (rule === 'replace' ? from[field] !== before[field] : before[field] === '')
  return fields.some(isBetter) || from.tags.some((tag) => !before.tags.includes(tag))
}
