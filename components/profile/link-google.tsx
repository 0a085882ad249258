'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/buttons/button'

export function LinkGoogle() {
  const [pending, setPending] = useState(false)
  async function link() {
    setPending(true)
    const { signIn } = await import('next-auth/react')
    await signIn('google', { callbackUrl: '/profile' })
  }
  return (
    <Button variant="secondary" className="justify-self-start" pending={pending} onClick={link}>
      Link Google account
    </Button>
  )
}
