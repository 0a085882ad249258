'use client'

import { lazy, useState } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { whenOnline } from '@/components/ui/loading/when-online'
import { Dialog } from '@/components/ui/overlays/dialog'
import type { MemberChoicesProps } from './member-choices'

const MemberChoices = lazy(whenOnline(() => import('./member-choices')))

/** Manages a member. */
export function MemberDialog(props: MemberChoicesProps) {
  const { name, email } = props.member
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      trigger={
        <Button variant="secondary" size="sm" aria-label={`Manage ${name}`}>
          Manage
        </Button>
      }
      title={name}
      description={email === name ? undefined : email}
      open={open}
      onOpenChange={setOpen}
    >
      <MemberChoices {...props} close={() => setOpen(false)} />
    </Dialog>
  )
}
