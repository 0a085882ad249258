'use client'

import { useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'

export type BrandFormProps = {
  action: FormAction
  agencyName: string
  color: string
  logoHref: string | null
}

/** The name, color and logo on reports, their PDFs and emails. */
export function BrandForm({ action, agencyName, color, logoHref }: BrandFormProps) {
  const form = useForm(action, { resets: true })
  const [name, setName] = useState(agencyName)
  const [shade, setShade] = useState(color)
  return (
    <Form form={form} className="grid max-w-md gap-4">
      <UnsavedChanges name="brand" state={form.state} />
      <Field label="Agency name" hint="The name your clients know." name="agencyName">
        <Input value={name} onChange={(event) => setName(event.target.value)} required maxLength={80} />
      </Field>
      <Field label="Color" hint="Must be dark enough for white text." name="color" className="max-w-40">
        <Input
          type="color"
          value={shade}
          onChange={(event) => setShade(event.target.value)}
          className="p-1"
        />
      </Field>
      <Field label="Logo" hint="PNG, JPEG or WebP, up to 2 MB." name="logo">
        <Input type="file" accept="image/png,image/jpeg,image/webp" className="py-1.5" />
      </Field>
      {logoHref && (
        <div className="flex flex-wrap items-center gap-4">
          {/* biome-ignore lint/performance/noImgElement: a small logo from our own files. */}
          <img
            src={logoHref}
            alt="Your current logo"
            className="max-h-12 max-w-40 rounded-control bg-white p-1"
          />
          <label className="flex items-center gap-2 text-sm">
            <input type="checkbox" name="removeLogo" value="yes" className="size-4 accent-brand" />
            Remove logo
          </label>
        </div>
      )}
      <FormMessage form={form} />
      <SubmitButton className="justify-self-start">Save</SubmitButton>
    </Form>
  )
}
