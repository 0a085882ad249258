'use client'

import { use } from 'react'
import { useFormStatus } from 'react-dom'
import { FormContext } from '../forms/form-context'
import { Button } from './button'

/** The button of a form with an action: busy while the form is on its way, so a second click sends nothing. */
export function SubmitButton({ type: _type, ...rest }: React.ComponentProps<typeof Button>) {
  const { pending } = useFormStatus()
  const form = use(FormContext)
  return <Button {...rest} type="submit" pending={pending || form?.pending || rest.pending} />
}
