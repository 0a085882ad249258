import Link from 'next/link'
import { Alert } from '@/components/ui/alert'
import { buttonClass } from '@/components/ui/buttons/button-class'
import type { EarlierWork } from '@/lib/core/earlier-work'
import { formatCredits } from '@/lib/core/text/format'

type MadeBeforeProps = {
  earlier: EarlierWork
  /** "report", "valuation". */
  name: string
  href: string
  /** What the same again costs; 0 where the plan counts instead. */
  credits: number
  timeZone: string
}

/** Said beside the price, before the same work is paid for again. The person can still have it made again. */
export function MadeBefore({ earlier, name, href, credits, timeZone }: MadeBeforeProps) {
  return (
    <Alert
      title={madeBeforeTitle(earlier, name, timeZone)}
      action={
        <Link href={href} className={buttonClass({ variant: 'secondary', size: 'sm' })}>
          Open {name}
        </Link>
      }
    >
      {madeBeforeWords(earlier, name, credits)}
    </Alert>
  )
}

/** "You made this report on Nov 27, 2026", "Adam Ng made ...", "You're already making this report". */
export function madeBeforeTitle(
  { state, at, byYou, by }: EarlierWork,
  name: string,
  timeZone: string,
): string {
  if (state === 'in-progress') return `This ${name} is already being made`
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone }).format(new Date(at))
  return `${byYou ? 'You' : by} made this ${name} on ${day}`
}

export function madeBeforeWords({ state }: EarlierWork, name: string, credits: number): string {
  const again = credits > 0 ? `costs ${formatCredits(credits)}` : 'counts as another one'
  const reason =
    state === 'ready'
      ? 'No new sales have been recorded since, so a new one would be the same.'
      : `It was requested for the same inputs.`
  return `${reason} Opening it is free. Making another ${name} ${again}.`
}
