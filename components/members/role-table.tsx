import { Check, Minus } from 'lucide-react'
import { Table, Td, Th } from '@/components/ui/table'
import type { MemberRole } from '@/db/schema/people/people'
import type { RoleWords } from './role-choice'

type RoleTableProps = { roles: RoleWords[]; lines: { words: string; may: MemberRole[] }[] }

/** The table of permissions, as the product itself reads it. */
export function RoleTable({ roles, lines }: RoleTableProps) {
  return (
    <Table>
      <caption className="sr-only">What each role may do</caption>
      <thead>
        <tr>
          <Th>May</Th>
          {roles.map(({ role }) => (
            <Th key={role} className="w-16 px-1 text-center capitalize sm:w-20">
              {role}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ words, may }) => (
          <tr key={words}>
            <Td className="first-letter:uppercase">{words}</Td>
            {roles.map(({ role }) => (
              <Td key={role} className="px-1 text-center">
                {may.includes(role) ? (
                  <Check className="mx-auto size-4 text-good-ink" role="img" aria-label="yes" />
                ) : (
                  <Minus className="mx-auto size-4 text-muted" role="img" aria-label="no" />
                )}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
