import { cn } from '@/components/ui/cn'
import { Td, Th } from '@/components/ui/table'

type Column = { head: string; number?: boolean }

type Props = {
  caption: string
  columns: Column[]
  /** Each row is a list of cells in the order of the columns. The first cell is the row's header. */
  rows: { key: string; cells: React.ReactNode[] }[]
}

/** A table of figures. Scrolls sideways on its own, and by keyboard because nothing in it takes focus. */
export function DataTable({ caption, columns, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section aria-label={`Table: ${caption}`} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-left text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, number }) => (
              <Th key={head} className={cn('whitespace-nowrap', number && 'text-right')}>
                {head}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...cells] }) => (
            <tr key={key} className="last:*:border-b-0">
              <th
                scope="row"
                className="border-b border-line/70 py-2.5 pr-3 text-left font-normal whitespace-nowrap"
              >
                {name}
              </th>
              {cells.map((cell, i) => {
                const column = columns[i + 1]
                return (
                  <Td
                    key={column?.head}
                    className={cn('py-2.5 whitespace-nowrap', column?.number && 'text-right')}
                  >
                    {cell}
                  </Td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The same numbers as a chart. Collapsed on screen, expanded in print. */
export function TableTwin(props: Props) {
  return (
    <details className="mt-4 print:details-content:[block-size:auto] print:details-content:[content-visibility:visible]">
      <summary className="w-fit rounded-control text-sm font-medium text-brand-ink underline-offset-2 hover:underline print:hidden">
        Show as table
      </summary>
      <div className="mt-2">
        <DataTable {...props} />
      </div>
    </details>
  )
}
