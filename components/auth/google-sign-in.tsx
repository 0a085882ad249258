'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/buttons/button'

export function GoogleSignIn({ callbackUrl }: { callbackUrl: string }) {
  const [pending, setPending] = useState(false)
  async function go() {
    setPending(true)
    const { signIn } = await import('next-auth/react')
    await signIn('google', { callbackUrl })
  }
  return (
    <Button variant="secondary" size="lg" className="w-full" pending={pending} onClick={go}>
      Continue with Google
    </Button>
  )
}
