'use client'

import { useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/buttons/button'
import { Field, Input } from '@/components/ui/forms/field'
import { signInErrorMessage } from './sign-in-errors'

/** Requests the link from next-auth, which checks the CSRF token, the address and the limits. */
export function EmailSignIn({ callbackUrl, email = '' }: { callbackUrl: string; email?: string }) {
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<string | null>(null)

  async function send(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const address = new FormData(event.currentTarget).get('email')
    setPending(true)
    setError(null)
    try {
      const { signIn } = await import('next-auth/react')
      const result = await signIn('email', { email: address, callbackUrl, redirect: false })
      if (!result || result.error) throw new Error(result?.error ?? 'unknown')
      window.location.assign(`/sign-in/check-email?${new URLSearchParams({ email: String(address) })}`)
    } catch (cause) {
      const code = cause instanceof Error ? cause.message : ''
      setError(signInErrorMessage(code, 'We couldn’t send the link. Check the address and try again.'))
      setPending(false)
    }
  }

  return (
    <form onSubmit={send} className="grid gap-4">
      <Field label="Email address">
        <Input
          name="email"
          type="email"
          defaultValue={email}
          required
          autoComplete="email"
          placeholder="you@agency.com"
          maxLength={254}
        />
      </Field>
      {error && <Alert tone="bad">{error}</Alert>}
      <Button type="submit" size="lg" pending={pending}>
        Email me a link
      </Button>
    </form>
  )
}
