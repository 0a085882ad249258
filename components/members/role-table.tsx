import { Check, Minus } from 'lucide-react'
import { Table, Td, Th } from '@/components/ui/table'
import type { MemberRole } from '@/db/schema/people/people'
import type { RoleOption } from './role-choice'

type RoleTableProps = { roles: RoleOption[]; lines: { label: string; allowed: MemberRole[] }[] }

/** The same permissions table that the server checks. */
export function RoleTable({ roles, lines }: RoleTableProps) {
  return (
    <Table>
      <caption className="sr-only">Permissions of each role</caption>
      <thead>
        <tr>
          <Th>Permission</Th>
          {roles.map(({ role }) => (
            <Th key={role} className="w-16 px-1 text-center capitalize sm:w-20">
              {role}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ label, allowed }) => (
          <tr key={label}>
            <Td className="first-letter:uppercase">{label}</Td>
            {roles.map(({ role }) => (
              <Td key={role} className="px-1 text-center">
                {allowed.includes(role) ? (
                  <Check className="mx-auto size-4 text-good-ink" role="img" aria-label="Yes" />
                ) : (
                  <Minus className="mx-auto size-4 text-muted" role="img" aria-label="No" />
                )}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
