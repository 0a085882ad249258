'use client'

import type { Button } from '@/components/ui/buttons/button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { type FormControl, useForm } from '@/components/ui/forms/use-form'

type FactorCodeFormProps = {
  action: FormAction
  hidden?: Record<string, string>
  submit: string
  hint?: string
  variant?: React.ComponentProps<typeof Button>['variant']
}

/** Asks for a code from the authenticator app, or a recovery code. */
export function FactorCodeForm({ action, ...rest }: FactorCodeFormProps) {
  return <FactorCodeFields {...rest} form={useForm(action, { resets: true })} />
}

type FactorCodeFieldsProps = Omit<FactorCodeFormProps, 'action'> & { form: FormControl }

/** The form’s fields, for callers that need its result outside the form. */
export function FactorCodeFields({
  form,
  hidden,
  submit,
  hint = 'Enter a code from your authenticator app or a recovery code.',
  variant,
}: FactorCodeFieldsProps) {
  return (
    <Form form={form} hidden={hidden} className="grid max-w-sm gap-4">
      <Field label="Code" hint={hint} name="code">
        <Input
          required
          maxLength={40}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <FormMessage form={form} failureOnly />
      <SubmitButton variant={variant} className="justify-self-start">
        {submit}
      </SubmitButton>
    </Form>
  )
}
