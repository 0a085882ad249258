import Link from 'next/link'
import { Alert } from '@/components/ui/alert'
import { buttonClass } from '@/components/ui/buttons/button-class'
import type { EarlierWork } from '@/lib/core/earlier-work'
import { formatCredits } from '@/lib/core/text/format'

type EarlierWorkProps = {
  earlier: EarlierWork
  /** "report", "valuation". */
  name: string
  href: string
  /** The cost of another one; 0 if the plan has monthly limits instead of credits. */
  credits: number
  timeZone: string
}

/** Shown beside the price when the workspace already has the same work. The member can still create another. */
export function EarlierWorkNotice({ earlier, name, href, credits, timeZone }: EarlierWorkProps) {
  return (
    <Alert
      title={earlierWorkTitle(earlier, name, timeZone)}
      action={
        <Link href={href} className={buttonClass({ variant: 'secondary', size: 'sm' })}>
          Open {name}
        </Link>
      }
    >
      {earlierWorkText(earlier, name, credits)}
    </Alert>
  )
}

/** "You created this report on Nov 27, 2026", "This report is already in progress". */
export function earlierWorkTitle(
  { state, at, byYou, by }: EarlierWork,
  name: string,
  timeZone: string,
): string {
  if (state === 'in-progress') return `This ${name} is already in progress`
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone }).format(new Date(at))
  return `${byYou ? 'You' : by} created this ${name} on ${day}`
}

export function earlierWorkText({ state }: EarlierWork, name: string, credits: number): string {
  const again = credits > 0 ? `costs ${formatCredits(credits)}` : 'counts toward your monthly limit'
  const reason =
    state === 'ready'
      ? 'No new sales have been recorded since, so the result would be the same.'
      : 'It has the same inputs.'
  return `${reason} Opening it is free. Creating another ${name} ${again}.`
}
