import type { MemberRole } from '@/db/schema/people/people'

export type RoleWords = { role: MemberRole; words: string }

/** Roles to choose from, each with what it means. */
export function RoleChoice({ roles, chosen }: { roles: RoleWords[]; chosen: MemberRole }) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 text-sm font-medium">Role</legend>
      {roles.map(({ role, words }) => (
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
            <span className="block">{words}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
