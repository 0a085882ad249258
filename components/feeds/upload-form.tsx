'use client'

import { Alert } from '@/components/ui/alert'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card, CardHeader } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'
import { useForm } from '@/components/ui/forms/use-form'
import { countOf, formatCredits, formatNumber } from '@/lib/core/text/format'
import type { FileEstimate } from '@/lib/feeds/views'

type Props = {
  action: FormAction
  feeds: { id: string; name: string }[]
}

/** Uploads a file: estimates its cost first, then imports it. */
export function UploadForm({ action, feeds }: Props) {
  const form = useForm(action)
  const { state } = form
  const estimate = state?.ok && state.data ? (state.data as FileEstimate) : null
  return (
    <Card aria-labelledby="upload-title">
      <CardHeader
        id="upload-title"
        title="Upload a file"
        description="Estimate the cost before you import."
      />
      <Form form={form} className="grid max-w-2xl gap-4">
        {feeds.length > 1 ? (
          <Field label="Feed">
            <Select name="feedId" defaultValue={feeds[0]?.id}>
              {feeds.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        ) : (
          <input type="hidden" name="feedId" value={feeds[0]?.id} />
        )}
        <Field
          label="REAXML or RESO JSON file"
          hint="Up to 3 MB. Send files up to 25 MB to the feed’s secret URL."
          name="file"
        >
          <Input
            type="file"
            accept=".xml,.json,text/xml,application/xml,application/json,.blm,.txt"
            required
            className="h-auto py-2"
          />
        </Field>
        {estimate && <Estimate {...estimate} />}
        <FormMessage form={form} />
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="intent" value="look" variant="secondary">
            Estimate cost
          </SubmitButton>
          <SubmitButton name="intent" value="take">
            Import file
          </SubmitButton>
        </div>
      </Form>
    </Card>
  )
}

function Estimate({
  listings,
  unread,
  newPosts,
  credits,
  leftCredits,
  spendingLimitLeftCredits,
}: FileEstimate) {
  const most = credits > 0 && credits * 2 > leftCredits
  return (
    <Alert tone={most ? 'warn' : 'info'} title={`This file would cost ${formatCredits(credits)}`}>
      {countOf(listings, 'listing')}: {formatNumber(newPosts)} new on the market
      {unread > 0 ? `, ${formatNumber(unread)} can’t be read` : ''}. You have {formatCredits(leftCredits)}.
      {spendingLimitLeftCredits !== null && spendingLimitLeftCredits < credits
        ? ` Your spending limit leaves you ${formatCredits(spendingLimitLeftCredits)}. The other posts will need approval.`
        : ''}
      {most ? ' This is most of your balance, so the posts may need your approval first.' : ''}
    </Alert>
  )
}
