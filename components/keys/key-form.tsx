'use client'

import { useActionState, useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { CopyButton } from '@/components/ui/copy/copy-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Select } from '@/components/ui/forms/select'

export type KeyFormProps = {
  action: FormAction
  scopes: { scope: string; words: string }[]
  lifetimes: { lifetime: string; words: string }[]
}

const OWNERS = [
  { kind: 'personal', words: 'You. It spends under your spending limit and stops working when you leave.' },
  { kind: 'service', words: 'The workspace (service key). It keeps working when you leave.' },
]

export function KeyForm({ action, scopes, lifetimes }: KeyFormProps) {
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
        <Alert
          tone="good"
          title="Copy the key now. You won’t see it again."
          action={<CopyButton text={made} what="the API key" />}
        >
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
      <fieldset className="grid gap-2 text-sm">
        <legend className="mb-1.5 font-medium">Belongs to</legend>
        {OWNERS.map(({ kind, words }, index) => (
          <label key={kind} className="flex min-h-8 cursor-pointer items-start gap-3">
            <input
              type="radio"
              name="kind"
              value={kind}
              defaultChecked={index === 0}
              className="mt-0.5 size-4 accent-brand"
            />
            {words}
          </label>
        ))}
        {errors?.kind && <p className="text-bad-ink">{errors.kind}</p>}
      </fieldset>
      <Field label="Expires after" error={errors?.lifetime}>
        <Select name="lifetime" defaultValue={lifetimes[0]?.lifetime}>
          {lifetimes.map(({ lifetime, words }) => (
            <option key={lifetime} value={lifetime}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      {!errors && state?.ok === false && <ActionMessage state={state} />}
      <SubmitButton className="justify-self-start">Make the key</SubmitButton>
    </form>
  )
}

function keyIn(data: unknown): string | null {
  const made = data as { key?: unknown } | undefined
  return typeof made?.key === 'string' ? made.key : null
}
