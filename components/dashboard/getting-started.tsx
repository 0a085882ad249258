'use client'

import { Check } from 'lucide-react'
import Link from 'next/link'
import { Card, CardHeader } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { Icon } from '@/components/ui/icons/icon'
import type { StepRow } from './card-rows'

type Props = {
  steps: StepRow[]
  /** Null for members, who can’t decide for everyone. */
  dismiss: FormAction | null
}

/** The first things to do. */
export function GettingStarted({ steps, dismiss }: Props) {
  const doneCount = steps.filter(({ done }) => done).length
  return (
    <Card aria-labelledby="start-title">
      <CardHeader
        id="start-title"
        title="Getting started"
        description={`${doneCount} of ${steps.length} done`}
      />
      {dismiss ? (
        <DismissForm action={dismiss}>
          <Steps steps={steps} canDismiss />
        </DismissForm>
      ) : (
        <Steps steps={steps} />
      )}
    </Card>
  )
}

/** One form around all steps: each form would repeat its action in the page. */
function DismissForm({ action, children }: { action: FormAction; children: React.ReactNode }) {
  const form = useForm(action, { toasts: true })
  return (
    <Form form={form}>
      {children}
      <FormMessage form={form} failureOnly />
    </Form>
  )
}

function Steps({ steps, canDismiss = false }: { steps: StepRow[]; canDismiss?: boolean }) {
  return (
    <ol className="grid gap-x-6 gap-y-1">
      {steps.map((step, i) => (
        <li key={step.key} className="flex items-center gap-4">
          <StepLink step={step} position={i + 1} />
          {canDismiss && !step.done && (
            <button
              type="submit"
              name="step"
              value={step.key}
              aria-label={`Dismiss: ${step.title}`}
              className="size-8 shrink-0 rounded-control text-muted hover:bg-sunken"
            >
              <span aria-hidden="true">×</span>
            </button>
          )}
        </li>
      ))}
    </ol>
  )
}

function StepLink({ step: { title, hint, href, done }, position }: { step: StepRow; position: number }) {
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
