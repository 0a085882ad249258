'use client'

import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'

/** Whether images made from the workspace's photos are labeled. */
export function AlteredPhotosForm({ action, labeled }: { action: FormAction; labeled: boolean }) {
  const form = useForm(action)
  return (
    <Form form={form} className="grid max-w-xl gap-4">
      <label className="flex items-start gap-2.5 text-sm">
        <input
          type="checkbox"
          name="labeled"
          value="yes"
          defaultChecked={labeled}
          className="mt-0.5 size-4 accent-brand"
        />
        <span>
          <span className="block font-medium">Label altered photos</span>
          <span className="block text-muted">
            Images made from your photos say “Altered photo”, and posts link to the original. Some states
            require both.
          </span>
        </span>
      </label>
      <FormMessage form={form} />
      <SubmitButton className="justify-self-start">Save photo setting</SubmitButton>
    </Form>
  )
}
