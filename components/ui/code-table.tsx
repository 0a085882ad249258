import { cn } from './cn'
import { Table, Td, Th } from './table'

type CodeRow = {
  code: string
  /** Under the code, in small print. */
  title?: string
  cells: readonly React.ReactNode[]
}

type CodeTableProps = { label: string; head: readonly string[]; rows: readonly CodeRow[] }

/** A table of reference docs: a code that programs use, and what it means. */
export function CodeTable({ label, head, rows }: CodeTableProps) {
  return (
    <Table label={label}>
      <thead>
        <tr>
          {head.map((name) => (
            <Th key={name}>{name}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, title, cells }) => (
          <tr key={code}>
            <Th scope="row" className={cn('align-top text-sm text-ink', !title && 'whitespace-nowrap')}>
              <code>{code}</code>
              {title && <span className="block text-xs font-normal text-muted">{title}</span>}
            </Th>
            {cells.map((cell, i) => (
              <Td key={head[i + 1]} className={cn(i > 0 && 'min-w-48')}>
                {cell}
              </Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
