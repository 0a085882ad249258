'use client'

import { buttonClass } from '@/components/ui/buttons/button-class'
import { Failure } from './failure'

type PageErrorProps = { error: unknown; retry: () => void; home: string }

/** Every page carries it, so it draws with nothing but plain elements. */
export function PageError({ error, retry, home }: PageErrorProps) {
  return (
    <Failure
      title="This page could not be shown"
      reference={digestOf(error)}
      action={
        <>
          <button type="button" onClick={retry} className={buttonClass()}>
            Try again
          </button>
          {/* A new document: what is broken here does not come along. */}
          <a href={home} className={buttonClass({ variant: 'secondary' })}>
            Go to the start
          </a>
        </>
      }
    >
      Something went wrong on our side. Try once more; if it stays, tell us the reference.
    </Failure>
  )
}

/** The server logs the failure under the same digest. */
function digestOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return undefined
  return typeof error.digest === 'string' ? error.digest : undefined
}
