'use client'

import { Progress as Bar } from '@base-ui/react/progress'
import { useRouter } from 'next/navigation'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { type Progress, useProgress } from './use-progress'

type Props = {
  id: string
  /** Where to poll the progress. */
  href: string
  /** What is made, and the section of the app where it is listed. */
  name: string
  section: string
  /** The current step until a percentage is reached, in order. */
  steps: { untilPercent: number; words: string }[]
  initial: Progress
  cancel: FormAction
}

/** The progress of work that runs as a job, with a button to cancel it. */
export function WorkProgress({ id, href, name, section, steps, initial, cancel }: Props) {
  const { status, progressPercent, gaveUp } = useProgress(href, initial)
  const router = useRouter()
  const form = useForm(cancel)
  const step =
    status === 'queued'
      ? 'Queued'
      : (steps.find(({ untilPercent }) => progressPercent < untilPercent)?.words ?? 'Finishing up')
  return (
    <Card className="grid max-w-2xl gap-5">
      <Bar.Root
        value={progressPercent}
        aria-label={`Progress of the ${name}`}
        getAriaValueText={(formatted) => `${formatted}: ${step}`}
        className="grid gap-3"
      >
        <p className="flex justify-between gap-4 text-sm">
          <span className="font-medium">{step}</span>
          <span className="text-muted">{progressPercent}%</span>
        </p>
        <Bar.Track className="block h-2.5 overflow-hidden rounded-full bg-sunken">
          <Bar.Indicator className="block rounded-full bg-brand transition-[width] duration-500" />
        </Bar.Track>
      </Bar.Root>
      <p className="text-sm text-muted">
        You can leave this page. Your {name} will be in {section} when it’s done. You won’t be charged until
        then.
      </p>
      <FormMessage form={form} failureOnly />
      {gaveUp && (
        <Alert
          tone="warn"
          title="This is taking longer than usual"
          action={
            <Button variant="secondary" size="sm" onClick={() => router.refresh()}>
              Check again
            </Button>
          }
        >
          You won’t be charged until the {name} is ready.
        </Alert>
      )}
      <Form form={form} hidden={{ id }}>
        <SubmitButton variant="secondary">Cancel {name}</SubmitButton>
      </Form>
    </Card>
  )
}
