import { Badge } from '@/components/ui/badge'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { MemberRow } from './member-choices'
import { MemberDialog } from './member-dialog'
import type { RoleOption } from './role-choice'

type MemberListProps = {
  me: number
  members: MemberRow[]
  roles: RoleOption[]
  changeRole: FormAction
  remove: FormAction
  /** Null unless the viewer is an owner. */
  transfer: FormAction | null
}

export function MemberList({ me, members, ...actions }: MemberListProps) {
  return (
    <ul className="divide-y divide-line">
      {members.map((member) => {
        const { userId, name, email, role, since, manageable } = member
        return (
          <li key={userId} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <div className="min-w-0">
              <p className="font-medium break-words">
                {name} {userId === me && <Badge>You</Badge>}
              </p>
              <p className="text-sm break-all text-muted">
                {name === email ? '' : `${email} · `}since {since}
              </p>
            </div>
            <div className="flex items-center gap-3">
              <Badge
                tone={role === 'owner' ? 'brass' : role === 'admin' ? 'brand' : 'neutral'}
                className="capitalize"
              >
                {role}
              </Badge>
              {manageable && <MemberDialog member={member} {...actions} />}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
