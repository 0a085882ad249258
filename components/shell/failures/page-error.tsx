'use client'

import { buttonClass } from '@/components/ui/buttons/button-class'
import { Failure, homeLabel } from './failure'

type PageErrorProps = { error: unknown; retry: () => void; home: string }

/** Every page includes it, so it only uses plain elements. */
export function PageError({ error, retry, home }: PageErrorProps) {
  const reference = digestOf(error)
  return (
    <Failure
      title="Something went wrong"
      reference={reference}
      action={
        <>
          <button type="button" onClick={retry} className={buttonClass()}>
            Try again
          </button>
          {/* A full page load, to leave the broken state behind. */}
          <a href={home} className={buttonClass({ variant: 'secondary' })}>
            {homeLabel(home)}
          </a>
        </>
      }
    >
      We couldn’t load this page. Try again. If it keeps happening, contact us
      {reference && ' with this reference'}.
    </Failure>
  )
}

/** The server logs the failure under the same digest. */
function digestOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return undefined
  return typeof error.digest === 'string' ? error.digest : undefined
}
