import { cn } from '@/components/ui/cn'

export type Column = { head: string; number?: boolean }

type Props = {
  caption: string
  columns: Column[]
  /** One row a list of cells, in the order of the columns; the first names the row. */
  rows: { key: string; cells: React.ReactNode[] }[]
}

/** Figures in rows. Scrolls sideways in itself where it is too wide. */
export function DataTable({ caption, columns, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section aria-label={caption} tabIndex={0} className="overflow-x-auto">
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {columns.map(({ head, number }) => (
              <th
                key={head}
                scope="col"
                className={cn('py-2 pr-4 font-medium last:pr-0', number && 'text-right')}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, i) => {
                const column = columns[i]
                const Cell = i === 0 ? 'th' : 'td'
                return (
                  <Cell
                    key={column?.head}
                    scope={i === 0 ? 'row' : undefined}
                    className={cn(
                      'py-2 pr-4 text-left font-normal whitespace-nowrap last:pr-0',
                      column?.number && 'text-right',
                    )}
                  >
                    {cell}
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A chart's table twin: closed on the screen, open on paper. */
export function TableTwin(props: Props) {
  return (
    <details className="mt-4 print:details-content:[block-size:auto] print:details-content:[content-visibility:visible]">
      <summary className="w-fit rounded-control text-sm font-medium text-brand-ink underline-offset-2 hover:underline print:hidden">
        Show as a table
      </summary>
      <div className="mt-2">
        <DataTable {...props} />
      </div>
    </details>
  )
}
