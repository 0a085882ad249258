import { Check } from 'lucide-react'
import Link from 'next/link'
import { Card, CardHeader } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Icon } from '@/components/ui/icons/icon'
import type { FirstStep } from '@/lib/dashboard/views'
import { DismissForm } from './dismiss-form'
import { firstStepLabels } from './first-step-labels'

type Props = {
  steps: FirstStep[]
  /** Null for members, who can’t decide for everyone. */
  dismiss: FormAction | null
}

/** The first things to do. Disappears once they are done or dismissed. */
export function GettingStarted({ steps, dismiss }: Props) {
  if (steps.length === 0) return null
  const doneCount = steps.filter(({ done }) => done).length
  const list = (
    <ol className="grid gap-x-6 gap-y-1 [&>li]:flex [&>li]:items-center [&>li]:gap-4 [&_button]:size-8 [&_button]:shrink-0 [&_button]:rounded-control [&_button]:text-muted [&_button]:hover:bg-sunken">
      {steps.map((step, i) => (
        <li key={step.key}>
          <StepRow step={step} position={i + 1} />
          {dismiss && !step.done && (
            // Styled by the list: every attribute is in the page twice (page-weight.spec.ts).
            <button
              type="submit"
              name="step"
              value={step.key}
              aria-label={`Dismiss: ${firstStepLabels[step.key].title}`}
            >
              <span aria-hidden="true">×</span>
            </button>
          )}
        </li>
      ))}
    </ol>
  )
  return (
    <Card aria-labelledby="start-title">
      <CardHeader
        id="start-title"
        title="Getting started"
        description={`${doneCount} of ${steps.length} done`}
      />
      {dismiss ? <DismissForm action={dismiss}>{list}</DismissForm> : list}
    </Card>
  )
}

function StepRow({ step, position }: { step: FirstStep; position: number }) {
  const { title, hint, href } = firstStepLabels[step.key]
  const { done } = step
  return (
    <Link
      href={href}
      className="-mx-3 flex min-w-0 flex-1 items-center gap-4 rounded-control px-3 py-2.5 transition-colors hover:bg-sunken"
    >
      <span
        className={cn(
          'grid size-7 shrink-0 place-items-center rounded-full text-sm font-semibold',
          done ? 'bg-good-soft text-good-ink' : 'bg-brand-soft text-brand-ink',
        )}
        aria-hidden="true"
      >
        {done ? <Icon of={Check} className="size-4" /> : position}
      </span>
      <span className="min-w-0 flex-1">
        <span className={cn('block font-medium', done && 'text-muted line-through')}>
          {title}
          {done && <span className="sr-only"> (done)</span>}
        </span>
        {!done && <span className="block text-sm text-muted">{hint}</span>}
      </span>
    </Link>
  )
}
