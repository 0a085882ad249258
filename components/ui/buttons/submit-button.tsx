'use client'

import { use } from 'react'
import { useFormStatus } from 'react-dom'
import { FormContext } from '../forms/form-context'
import { Button } from './button'

/** Submit button of a form with an action. Busy while the form is submitting, so a second click does nothing. */
export function SubmitButton({ type: _type, ...rest }: React.ComponentProps<typeof Button>) {
  const { pending } = useFormStatus()
  const form = use(FormContext)
  return <Button {...rest} type="submit" pending={pending || form?.pending || rest.pending} />
}
