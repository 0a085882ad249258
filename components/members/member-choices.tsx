'use client'

import { ActionButton } from '@/components/ui/buttons/action-button'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import type { MemberRole } from '@/db/schema/people/people'
import type { LeftBehind as LeftBehindView } from '@/lib/workspaces/members/read-left-behind'
import { LeftBehind } from './left-behind'
import { RoleChoice, type RoleOption } from './role-choice'

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
  roles: RoleOption[]
  changeRole: FormAction
  remove: FormAction
  transfer: FormAction | null
}

/** Changes a member’s role, transfers ownership to them, or removes them. */
export default function MemberChoices(props: MemberChoicesProps & { close: () => void }) {
  const { member, roles, changeRole, remove, transfer, close } = props
  const { userId, name, role, left } = member
  const form = useForm(changeRole, { toasts: true, onDone: close })
  return (
    <>
      <Form form={form} className="grid gap-4" hidden={{ userId }}>
        <RoleChoice roles={roles} chosen={role} />
        <p className="text-sm text-muted">
          If the new role doesn’t allow them, their API keys and invitations are canceled and their scheduled
          posts move to drafts.
        </p>
        <FormMessage form={form} failureOnly />
        <SubmitButton className="justify-self-start">Save role</SubmitButton>
      </Form>
      <div className="mt-6 grid gap-4 border-t border-line pt-5">
        {transfer && (
          <div className="grid gap-2">
            <p className="text-sm text-muted">{name} will become an owner, and you’ll become an admin.</p>
            <ActionButton action={transfer} hidden={{ userId }} variant="secondary">
              Transfer ownership
            </ActionButton>
          </div>
        )}
        <div className="grid gap-2">
          <p className="text-sm text-muted">{name} will lose access immediately. Their work is kept.</p>
          <LeftBehind left={left} who={`${name} knows`} />
          <ActionButton action={remove} hidden={{ userId }} variant="danger">
            Remove member
          </ActionButton>
        </div>
      </div>
    </>
  )
}
