import { countOf, formatCredits } from '@/lib/core/text/format'
import type { ShownGroup } from './shown-rows'

/** "Northside CRM: 12 posts", "Campaign: Spring open houses". */
export function groupTitle({ key, name, rows }: ShownGroup): string {
  return key.startsWith('run:') ? `${name}: ${countOf(rows.length, 'post')}` : name
}

export const moreOnOtherPage = 'More of these entries are on another page.'

/** The member of all entries, or how many there are. */
export function groupWho({ rows }: ShownGroup): string {
  const people = new Set(rows.map(({ who }) => who))
  const [one = ''] = people
  return people.size === 1 ? one : countOf(people.size, 'member')
}

export type HoldStep = { what: string; at: string }

/** What happened to the credits of a campaign besides the charge, newest first. */
export function holdSteps({ rows }: ShownGroup): HoldStep[] {
  return rows.flatMap(({ hold, at }) => {
    if (!hold) return []
    const { heldCredits, heldAt, releasedCredits } = hold
    return [
      ...(releasedCredits > 0
        ? [{ what: `Released ${formatCredits(releasedCredits)}, not charged`, at }]
        : []),
      { what: `Held ${formatCredits(heldCredits)}`, at: heldAt },
    ]
  })
}
