import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Card } from '@/components/ui/card'

/** A list of paid work, each row linked to its page. */
export function WorkList<Row extends { id: string }>({
  rows,
  href,
  children,
}: {
  rows: Row[]
  href: string
  /** The content of a row. */
  children: (row: Row) => React.ReactNode
}) {
  return (
    <Card className="p-0 sm:p-0">
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id}>
            <Link
              href={`${href}/${row.id}`}
              className="group flex items-center gap-4 px-5 py-4 transition-colors first:rounded-t-card last:rounded-b-card hover:bg-sunken/60 sm:px-6"
            >
              {children(row)}
              <ChevronRight
                className="size-4 shrink-0 text-muted transition-transform group-hover:translate-x-0.5"
                aria-hidden="true"
              />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
