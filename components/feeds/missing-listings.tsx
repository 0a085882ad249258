'use client'

import { Alert } from '@/components/ui/alert'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { countOf } from '@/lib/core/text/format'
import type { FeedRow } from '@/lib/feeds/views'

type Props = {
  /** Null for members who can't manage feeds. */
  action: FormAction | null
  feedName: string
  missing: NonNullable<FeedRow['missing']>
}

/** Many listings are missing from a full file. Nothing changes until someone decides. */
export function MissingListings({ action, feedName, missing: { runId, listings } }: Props) {
  const listed = countOf(listings, 'listing is', 'listings are')
  return (
    <Alert tone="warn" title={`${listed} missing from the last file`} className="mt-4">
      <p>
        {action
          ? 'A third or more of the listings on the market are missing, so nothing was changed. Are they off the market?'
          : 'A third or more of the listings on the market are missing, so nothing was changed. An owner or admin must confirm it.'}
      </p>
      {action && <Decisions action={action} feedName={feedName} runId={runId} />}
    </Alert>
  )
}

function Decisions({ action, feedName, runId }: { action: FormAction; feedName: string; runId: string }) {
  const [removing, keeping] = [useForm(action), useForm(action)]
  return (
    <div className="mt-3 flex flex-wrap items-start gap-3">
      <Form form={removing} className="grid gap-2" hidden={{ runId, missing: 'remove' }}>
        <SubmitButton
          size="sm"
          variant="secondary"
          aria-label={`Take off the market: missing listings of ${feedName}`}
        >
          Take off the market
        </SubmitButton>
        <FormMessage form={removing} failureOnly />
      </Form>
      <Form form={keeping} className="grid gap-2" hidden={{ runId, missing: 'keep' }}>
        <SubmitButton
          size="sm"
          variant="secondary"
          aria-label={`Keep listings of ${feedName} that are missing`}
        >
          Keep listings
        </SubmitButton>
        <FormMessage form={keeping} failureOnly />
      </Form>
    </div>
  )
}
