import type { MemberRole } from '@/db/schema/people/people'

export type RoleOption = { role: MemberRole; description: string }

/** A choice of roles with their descriptions. */
export function RoleChoice({ roles, chosen }: { roles: RoleOption[]; chosen: MemberRole }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">Role</legend>
      {roles.map(({ role, description }) => (
        <label
          key={role}
          className="flex cursor-pointer items-start gap-3 rounded-control border border-line p-3 text-sm has-checked:border-brand has-checked:bg-brand-soft"
        >
          <input
            type="radio"
            name="role"
            value={role}
            defaultChecked={role === chosen}
            className="mt-0.5 size-4 accent-brand"
          />
          <span>
            <span className="block font-medium capitalize">{role}</span>
            <span className="block">{description}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
