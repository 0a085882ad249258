'use client'

import { ActionButton } from '@/components/ui/buttons/action-button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import type { MemberRole } from '@/db/schema/people/people'
import type { LeftBehind as LeftBehindView } from '@/lib/workspaces/members/read-left-behind'
import { LeftBehind } from './left-behind'
import { RoleChoice, type RoleWords } from './role-choice'

export type MemberRow = {
  userId: number
  name: string
  email: string
  role: MemberRole
  since: string
  manageable: boolean
  left: LeftBehindView
}

export type MemberChoicesProps = {
  member: MemberRow
  roles: RoleWords[]
  changeRole: FormAction
  remove: FormAction
  transfer: FormAction | null
}

/** Another role, handing over, removing. */
export default function MemberChoices(props: MemberChoicesProps & { close: () => void }) {
  const { member, roles, changeRole, remove, transfer, close } = props
  const { userId, name, role, left } = member
  const form = useForm(changeRole, { toasts: true, onDone: close })
  return (
    <>
      <Form form={form} className="grid gap-4" hidden={{ userId }}>
        <RoleChoice roles={roles} chosen={role} />
        <p className="text-sm text-muted">
          API keys, invitations and scheduled posts end if the new role does not allow them.
        </p>
        <FormMessage form={form} failureOnly />
        <SubmitButton className="justify-self-start">Save the role</SubmitButton>
      </Form>
      <div className="mt-6 grid gap-4 border-t border-line pt-5">
        {transfer && (
          <div className="grid gap-2">
            <p className="text-sm text-muted">{name} becomes an owner and you become an admin.</p>
            <ActionButton action={transfer} hidden={{ userId }} variant="secondary">
              Hand the workspace over
            </ActionButton>
          </div>
        )}
        <div className="grid gap-2">
          <p className="text-sm text-muted">What {name} made stays. They lose access immediately.</p>
          <LeftBehind left={left} who={`${name} knows`} />
          <ActionButton action={remove} hidden={{ userId }} variant="danger">
            Remove from the workspace
          </ActionButton>
        </div>
      </div>
    </>
  )
}
