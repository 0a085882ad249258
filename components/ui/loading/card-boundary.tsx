'use client'

// From where it is: 'next/error' brings the error page of the pages router with it, 2 kB of scripts on every page.
import { catchError } from 'next/dist/client/components/catch-error'
import { Alert } from '../alert'
import { Button } from '../buttons/button'
import { Card } from '../card'

/** Shows an error in place of a section that failed to load; the rest of the page stays usable. */
export const CardBoundary = catchError<{ what: string }>(({ what }, { retry }) => (
  <Card>
    <Alert
      tone="bad"
      title={`Couldn’t load ${what}`}
      action={
        <Button size="sm" variant="secondary" onClick={retry}>
          Try again
        </Button>
      }
    >
      The rest of the page is up to date. If this keeps happening, contact us.
    </Alert>
  </Card>
))
