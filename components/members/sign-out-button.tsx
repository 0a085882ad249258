'use client'

import { signOut } from '@/components/shell/profile/sign-out'
import { Button } from '@/components/ui/buttons/button'

export function SignOutButton({ returnTo, children }: { returnTo: string; children: React.ReactNode }) {
  return (
    <Button
      variant="secondary"
      className="h-auto min-h-10 py-2 whitespace-normal"
      onClick={() => signOut(`/sign-in?${new URLSearchParams({ callbackUrl: returnTo })}`)}
    >
      {children}
    </Button>
  )
}
