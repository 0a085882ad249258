'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { Failure } from './failure'

type PageErrorProps = { error: unknown; retry: () => void; home: string }

export function PageError({ error, retry, home }: PageErrorProps) {
  return (
    <Failure
      title="This page could not be shown"
      reference={digestOf(error)}
      action={
        <>
          <Button onClick={retry}>Try again</Button>
          <ButtonLink href={home} variant="secondary">
            Go to the start
          </ButtonLink>
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
