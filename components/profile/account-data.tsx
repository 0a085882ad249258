'use client'

import { lazy } from 'react'
import { Button } from '@/components/ui/buttons/button'
import { DownloadLink } from '@/components/ui/download-link'
import type { FormAction } from '@/components/ui/forms/form-action'
import { whenOnline } from '@/components/ui/loading/when-online'
import { Dialog } from '@/components/ui/overlays/dialog'

const DeleteAccountForm = lazy(whenOnline(() => import('./delete-account-form')))

type AccountDataProps = {
  email: string
  /** Workspaces that would have no owner left: the account can't be deleted while there are any. */
  solelyOwned: string[]
  deleteAccount: FormAction
}

/** Downloads what we keep about a person, and deletes their account. */
export function AccountData({ email, solelyOwned, deleteAccount }: AccountDataProps) {
  return (
    <div className="flex flex-wrap gap-3">
      <DownloadLink href="/api/account/export" mayAskToConfirm>
        Download my data
      </DownloadLink>
      <Dialog trigger={<Button variant="danger">Delete account</Button>} title="Delete your account?">
        <DeleteAccountForm action={deleteAccount} email={email} solelyOwned={solelyOwned} />
      </Dialog>
    </div>
  )
}
