import { ArrowRight, Check } from 'lucide-react'
import Link from 'next/link'
import { Card, CardHeader } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icons/icon'
import type { FirstStep } from '@/lib/dashboard/views'
import { firstStepLabels } from './first-step-labels'

/** The first things to do. Disappears once they are done. */
export function GettingStarted({ steps }: { steps: FirstStep[] }) {
  if (steps.length === 0) return null
  const doneCount = steps.filter(({ done }) => done).length
  return (
    <Card aria-labelledby="start-title">
      <CardHeader
        id="start-title"
        title="Getting started"
        description={`${doneCount} of ${steps.length} done`}
      />
      <ol className="grid gap-x-6 gap-y-1">
        {steps.map((step, i) => (
          <li key={step.key}>
            <StepRow step={step} position={i + 1} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function StepRow({ step, position }: { step: FirstStep; position: number }) {
  const { title, hint, href } = firstStepLabels[step.key]
  const { done } = step
  return (
    <Link
      href={href}
      className="group -mx-3 flex items-center gap-4 rounded-control px-3 py-2.5 transition-colors hover:bg-sunken"
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
      <Icon
        of={ArrowRight}
        className="size-4 shrink-0 text-muted transition-transform group-hover:translate-x-0.5"
      />
    </Link>
  )
}
