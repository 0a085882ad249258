'use client'

import { useActionState, useState } from 'react'
import { ActionMessage } from '@/components/ui/action-message'
import { Alert } from '@/components/ui/alert'
import { Field, Input } from '@/components/ui/field'
import type { FormAction } from '@/components/ui/form-action'
import { SubmitButton } from '@/components/ui/submit-button'

type KeyFormProps = { action: FormAction; scopes: { scope: string; words: string }[] }

export function KeyForm({ action, scopes }: KeyFormProps) {
  const [name, setName] = useState('')
  const [state, submit] = useActionState<Awaited<ReturnType<FormAction>>, FormData>(async (before, form) => {
    const result = await action(before, form)
    if (result?.ok) setName('')
    return result
  }, null)
  const errors = state?.ok === false ? state.fieldErrors : undefined
  const made = state?.ok ? keyIn(state.data) : null
  return (
    <form action={submit} className="grid max-w-lg gap-4">
      {made && (
        <Alert tone="good" title="Copy the key now: it is not shown again.">
          <code className="break-all select-all">{made}</code>
        </Alert>
      )}
      <Field label="Name" hint="The program that will use it." error={errors?.name}>
        <Input
          name="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          required
          maxLength={80}
          autoComplete="off"
        />
      </Field>
      <fieldset className="grid gap-2 text-sm">
        <legend className="mb-1.5 font-medium">It may</legend>
        {scopes.map(({ scope, words }, index) => (
          <label key={scope} className="flex min-h-8 cursor-pointer items-center gap-3">
            <input
              type="checkbox"
              name="scopes"
              value={scope}
              defaultChecked={index === 0}
              className="size-4.5 accent-brand"
            />
            {words}
          </label>
        ))}
        {errors?.scopes && <p className="text-bad-ink">{errors.scopes}</p>}
      </fieldset>
      {!errors && state?.ok === false && <ActionMessage state={state} />}
      <SubmitButton className="justify-self-start">Make the key</SubmitButton>
    </form>
  )
}

function keyIn(data: unknown): string | null {
  const made = data as { key?: unknown } | undefined
  return typeof made?.key === 'string' ? made.key : null
}
