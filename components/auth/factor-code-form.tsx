'use client'

import { useActionState } from 'react'
import type { Button } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { ActionState } from '@/lib/core/action-state'

type FactorCodeFormProps = {
  action: FormAction
  hidden?: Record<string, string>
  submit: string
  hint?: string
  variant?: React.ComponentProps<typeof Button>['variant']
}

/** Takes a code of the authenticator app, or a recovery code. */
export function FactorCodeForm({ action, ...rest }: FactorCodeFormProps) {
  const [state, submit] = useActionState(action, null)
  return <FactorCodeFields {...rest} state={state} submitAction={submit} />
}

type FactorCodeFieldsProps = Omit<FactorCodeFormProps, 'action'> & {
  state: ActionState
  submitAction: (form: FormData) => void
}

/** The same where something outside the form needs its result. */
export function FactorCodeFields({
  state,
  submitAction,
  hidden = {},
  submit,
  hint = 'From your authenticator app. A recovery code works too.',
  variant,
}: FactorCodeFieldsProps) {
  const errors = state?.ok === false ? state.fieldErrors : undefined
  return (
    <form action={submitAction} className="grid max-w-sm gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field label="Code" hint={hint} error={errors?.code}>
        <Input
          name="code"
          required
          maxLength={40}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      {!errors && <ActionMessage state={state?.ok ? null : state} />}
      <SubmitButton variant={variant} className="justify-self-start">
        {submit}
      </SubmitButton>
    </form>
  )
}
