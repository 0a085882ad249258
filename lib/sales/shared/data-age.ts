import { countOf, formatDate } from '@/lib/core/text/format'

/** How old recorded sales are, on every form and result that is based on them. Safe in a browser. */

export type DataAge = {
  /** The name of the data: "King County". */
  name: string
  /** The area a result is about. Missing on forms, which offer all areas of the data. */
  area?: string
  /** "May 2, 2014 – May 27, 2015", or "through May 27, 2015". */
  days: string
  /** "11 years old". */
  age: string
  /** Prices can have changed noticeably since. */
  isOld: boolean
}

const DAY_MS = 86_400_000
/** Markets move by a season: older sales no longer describe today's prices. */
const OLD_AFTER_DAYS = 180

type Input = { name: string; area?: string; from?: string; to: string; now: Date }

/** The age is that of the newest day, by the product's clock. */
export function dataAge({ name, area, from, to, now }: Input): DataAge {
  const days = Math.max(0, Math.floor((now.getTime() - new Date(`${to}T00:00:00Z`).getTime()) / DAY_MS))
  const last = formatDate(to, 'UTC')
  return {
    name,
    ...(area && { area }),
    days: from ? `${formatDate(from, 'UTC')} – ${last}` : `through ${last}`,
    age: ageLabel(days),
    isOld: days > OLD_AFTER_DAYS,
  }
}

function ageLabel(days: number): string {
  if (days < 2) return 'up to date'
  if (days < 60) return `${days} days old`
  const months = Math.round(days / 30.44)
  return months < 24 ? `${countOf(months, 'month')} old` : `${Math.floor(days / 365.25)} years old`
}

/** The same as a sentence, for PDFs and pictures: "Sales data: King County, through May 27, 2015 (11 years old)." */
export function dataAgeText({ name, area, days, age, isOld }: DataAge): string {
  const where = area && area !== name ? `${area}, ${name}` : name
  return `Sales data: ${where}, ${days} (${age}).${isOld ? ' Prices may have changed since.' : ''}`
}
