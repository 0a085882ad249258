'use client'

import { ButtonLink } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { formatCredits } from '@/lib/core/text/format'
import { FeedFields } from './feed-fields'
import { SecretUrl } from './secret-url'

type Props = {
  action: FormAction
  id: string
  requestId: string
  priceCredits: number
}

const NEW = { name: 'Our CRM', pullUrl: null, pullEveryMinutes: 60, capCredits: null, fullFiles: false }

export function ConnectForm({ action, id, requestId, priceCredits }: Props) {
  const form = useForm(action)
  const { state } = form
  const address = state?.ok ? (state.data as { address: string }).address : null
  if (address) {
    return (
      <div className="grid max-w-2xl gap-5">
        <SecretUrl address={address} />
        <p className="text-sm text-muted">
          Set up your CRM to send files to this URL with POST or PUT, up to 25 MB each. We import them within
          seconds.
        </p>
        <ButtonLink href="/workspace-settings?tab=feeds" className="justify-self-start">
          Go to property feeds
        </ButtonLink>
      </div>
    )
  }
  return (
    <Form form={form}>
      <Card className="grid max-w-2xl gap-5">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="requestId" value={requestId} />
        <FeedFields values={NEW} />
        {priceCredits > 0 && (
          <p className="text-sm text-muted">
            Each new listing gets a post for {formatCredits(priceCredits)}. Updates, duplicates and withdrawn
            listings are free. Imports that would use most of your credits need your approval.
          </p>
        )}
        <FormMessage form={form} failureOnly />
        <SubmitButton className="justify-self-start">Connect CRM</SubmitButton>
      </Card>
    </Form>
  )
}
