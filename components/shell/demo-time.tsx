'use client'

import { Clock } from 'lucide-react'
import { ActionMessage } from '@/components/ui/action-message'
import type { FormAction } from '@/components/ui/form-action'
import { SubmitButton } from '@/components/ui/submit-button'
import { useToldAction } from '@/components/ui/use-told-action'
import { countOf, formatDateTime, formatDay } from '@/lib/core/format'
import type { TimeMachine } from '@/lib/time-machine/time-machine'

const DAY_SECONDS = 86_400

type DemoTimeProps = {
  machine: TimeMachine
  timeZone: string
  advance: FormAction
}

/** In the demo only: what time the product takes it to be, and a way to see renewals and resets come. */
export function DemoTime({ machine, timeZone, advance }: DemoTimeProps) {
  const { now, skippedSeconds, next } = machine
  const [failure, submit] = useToldAction(advance)
  const ahead = Math.round(skippedSeconds / DAY_SECONDS)
  return (
    <section
      aria-label="Time in this demo"
      className="mb-6 grid gap-2 rounded-card border border-line border-dashed px-3 py-2 text-ink-muted text-sm print:hidden"
    >
      <form action={submit} className="flex flex-wrap items-center gap-x-1 gap-y-1">
        <input type="hidden" name="seenSkippedSeconds" value={skippedSeconds} />
        <input type="hidden" name="timeZone" value={timeZone} />
        <p className="mr-auto flex items-center gap-2 py-1">
          <Clock className="size-4 shrink-0" aria-hidden="true" />
          <span>
            Demo time: {formatDateTime(now, timeZone)}
            {ahead > 0 && ` (${countOf(ahead, 'day')} ahead)`}
          </span>
        </p>
        <SubmitButton variant="ghost" size="sm" name="step" value="day">
          Skip a day
        </SubmitButton>
        <SubmitButton variant="ghost" size="sm" name="step" value="week">
          Skip a week
        </SubmitButton>
        <SubmitButton variant="ghost" size="sm" name="step" value="next">
          {next.kind === 'reset' ? 'Skip to the reset' : 'Skip to the end'} on {formatDay(next.at, timeZone)}
        </SubmitButton>
      </form>
      <ActionMessage state={failure} />
    </section>
  )
}
