'use client'

import { catchError } from 'next/error'
import { Alert } from '../alert'
import { Button } from '../buttons/button'
import { Card } from '../card'

/** A part of a page that could not be loaded says so in its own place, and the rest of the page stays usable. */
export const CardBoundary = catchError<{ what: string }>(({ what }, { retry }) => (
  <Card>
    <Alert
      tone="bad"
      title={`Could not load ${what}`}
      action={
        <Button size="sm" variant="secondary" onClick={retry}>
          Try again
        </Button>
      }
    >
      Nothing is lost; the rest of the page is up to date.
    </Alert>
  </Card>
))
