'use client'

import { Progress } from '@base-ui/react/progress'
import { useRouter } from 'next/navigation'
import { useActionState, useEffect, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import type { ActionState } from '@/lib/core/action-state'
import type { ReportStatus } from '@/lib/reports/views'
import { stepWords } from './report-words'

const ASK_EVERY_MS = 1_000
/** Ten minutes: by then it is ready or the sweep has ended it. */
const MOST_QUESTIONS = 600

type Props = {
  id: string
  status: ReportStatus
  progressPercent: number
  cancel: (before: ActionState, form: FormData) => Promise<ActionState>
}

export function ReportProgress({ id, cancel, ...initial }: Props) {
  const { status, progressPercent, gaveUp } = useProgress(id, initial)
  const router = useRouter()
  const [state, submit] = useActionState(cancel, null)
  const step = stepWords(status, progressPercent)
  return (
    <Card className="grid max-w-2xl gap-5">
      <Progress.Root
        value={progressPercent}
        aria-label="Progress of the report"
        getAriaValueText={(formatted) => `${formatted}: ${step}`}
        className="grid gap-3"
      >
        <p className="flex justify-between gap-4 text-sm">
          <span className="font-medium">{step}</span>
          <span className="text-muted">{progressPercent}%</span>
        </p>
        <Progress.Track className="block h-2.5 overflow-hidden rounded-full bg-sunken">
          <Progress.Indicator className="block rounded-full bg-brand transition-[width] duration-500" />
        </Progress.Track>
      </Progress.Root>
      <p className="text-sm text-muted">
        You can leave this page: the report goes on being made and waits under Reports. It is charged only
        when it is ready.
      </p>
      {state?.ok === false && <Alert tone="bad">{state.message}</Alert>}
      {gaveUp && (
        <Alert
          tone="warn"
          title="This takes longer than usual"
          action={
            <Button variant="secondary" size="sm" onClick={() => router.refresh()}>
              Check again
            </Button>
          }
        >
          Nothing is charged until the report is ready.
        </Alert>
      )}
      <form action={submit}>
        <input type="hidden" name="id" value={id} />
        <SubmitButton variant="secondary">Cancel report</SubmitButton>
      </form>
    </Card>
  )
}

/** Asks how far it is until it is finished, then shows the page anew. A failed question is simply asked again. */
function useProgress(id: string, initial: { status: ReportStatus; progressPercent: number }) {
  const [progress, setProgress] = useState(initial)
  const [gaveUp, setGaveUp] = useState(false)
  const router = useRouter()

  useEffect(() => {
    let questions = 0
    const left = new AbortController()
    const timer = setInterval(async () => {
      questions += 1
      if (questions >= MOST_QUESTIONS) {
        clearInterval(timer)
        setGaveUp(true)
        return
      }
      const now = await readProgress(id, left.signal)
      if (!now || left.signal.aborted) return
      if (now.status === 'queued' || now.status === 'running') return setProgress(now)
      clearInterval(timer)
      router.refresh()
    }, ASK_EVERY_MS)
    return () => {
      clearInterval(timer)
      left.abort()
    }
  }, [id, router])

  return { ...progress, gaveUp }
}

async function readProgress(id: string, signal: AbortSignal) {
  try {
    const response = await fetch(`/api/reports/${id}/progress`, { signal })
    if (!response.ok) return null
    return (await response.json()) as { status: ReportStatus; progressPercent: number }
  } catch {
    return null
  }
}
