'use client'

import { useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'

type Props = {
  action: FormAction
  card: { name: string; phone: string; email: string; license: string }
  photoHref: string | null
}

/** What clients see of a member on shared reports and their PDFs. */
export function AgentCardForm({ action, card, photoHref }: Props) {
  const form = useForm(action)
  const [values, setValues] = useState(card)
  const field = (name: keyof Props['card']) => ({
    value: values[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      setValues((before) => ({ ...before, [name]: event.target.value })),
  })
  return (
    <Form form={form} className="grid max-w-2xl grid-cols-1 items-start gap-4 sm:grid-cols-2">
      <UnsavedChanges name="agent card" state={form.state} />
      <Field label="Name for clients" name="name">
        <Input {...field('name')} required maxLength={80} autoComplete="name" />
      </Field>
      <Field label="License" hint="As your state asks you to show it." name="license">
        <Input {...field('license')} maxLength={60} autoComplete="off" />
      </Field>
      <Field label="Phone" name="phone">
        <Input {...field('phone')} type="tel" maxLength={40} autoComplete="tel" />
      </Field>
      <Field label="Email for clients" hint="Public to anyone with a link." name="email">
        <Input {...field('email')} type="email" maxLength={200} autoComplete="off" />
      </Field>
      <Field label="Photo" hint="PNG, JPEG or WebP, up to 8 MB." name="photo">
        <Input type="file" accept="image/png,image/jpeg,image/webp" className="py-1.5" />
      </Field>
      {photoHref && (
        <div className="flex flex-wrap items-center gap-4">
          {/* biome-ignore lint/performance/noImgElement: a small photo from our own files. */}
          <img src={photoHref} alt="Your current portrait" className="size-16 rounded-full object-cover" />
          <label className="flex items-center gap-2 text-sm">
            <input type="checkbox" name="removePhoto" value="yes" className="size-4 accent-brand" />
            Remove photo
          </label>
        </div>
      )}
      <div className="grid gap-4 sm:col-span-2">
        <FormMessage form={form} />
        <SubmitButton className="justify-self-start">Save agent card</SubmitButton>
      </div>
    </Form>
  )
}
