'use client'

import { lazy, Suspense } from 'react'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Skeleton } from '@/components/ui/loading/skeleton'
import { useSeen } from '@/components/ui/loading/use-seen'
import { whenOnline } from '@/components/ui/loading/when-online'

const LevelForm = lazy(
  whenOnline(async () => ({ default: (await import('./alert-level-form')).AlertLevelForm })),
)

/** The form with its code on its own tab alone, as in `PreferencesFormLater`. */
export function LazyAlertLevelForm({ action }: { action: FormAction }) {
  const [box, seen] = useSeen<HTMLDivElement>(1_200)
  const waiting = <Skeleton className="h-32" />
  return (
    <div ref={box}>
      {seen ? (
        <Suspense fallback={waiting}>
          <LevelForm action={action} />
        </Suspense>
      ) : (
        waiting
      )}
    </div>
  )
}
