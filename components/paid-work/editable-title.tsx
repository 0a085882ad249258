'use client'

import { Pencil } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { buttonClass } from '@/components/ui/buttons/button-class'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'

type Props = { id: string; title: string; rename: FormAction }

/** The page's h1, which a member can rename in place. */
export function EditableTitle({ id, title, rename }: Props) {
  const [editing, setEditing] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const wasEditing = useRef(false)
  const form = useForm(rename, { onDone: () => setEditing(false) })
  // The focus moves with what it was on.
  useEffect(() => {
    if (editing) input.current?.select()
    else if (wasEditing.current) opener.current?.focus()
    wasEditing.current = editing
  }, [editing])
  if (!editing)
    return (
      <div className="flex min-w-0 items-center gap-2">
        <h1 className="font-serif text-3xl tracking-tight wrap-anywhere sm:text-4xl">{title}</h1>
        <button
          type="button"
          ref={opener}
          onClick={() => setEditing(true)}
          aria-label={`Rename ${title}`}
          className={`${buttonClass({ variant: 'ghost', size: 'sm' })} print:hidden`}
        >
          <Pencil aria-hidden="true" />
        </button>
      </div>
    )
  return (
    <>
      <h1 className="sr-only">{title}</h1>
      <Form form={form} hidden={{ id }} className="flex flex-wrap items-end gap-3">
        <Field label="Name" name="name" className="min-w-60 flex-1">
          <Input
            ref={input}
            required
            minLength={3}
            maxLength={120}
            defaultValue={title}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setEditing(false)
            }}
          />
        </Field>
        <SubmitButton>Save</SubmitButton>
        <button type="button" onClick={() => setEditing(false)} className={buttonClass({ variant: 'ghost' })}>
          Cancel
        </button>
        <FormMessage form={form} failureOnly />
      </Form>
    </>
  )
}
