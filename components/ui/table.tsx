import { cn } from './cn'

type TableProps = React.ComponentProps<'table'> & {
  /** Makes the frame scrollable by keyboard and names it; for wide tables without focusable content. */
  label?: string
}

/** A table that scrolls sideways in its own frame instead of widening the page. */
export function Table({ className, label, ...rest }: TableProps) {
  const table = <table {...rest} className={cn('w-full border-collapse text-left text-sm', className)} />
  if (!label) return <div className="relative overflow-x-auto">{table}</div>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard.
    <section aria-label={`Table: ${label}`} tabIndex={0} className="relative overflow-x-auto">
      {table}
    </section>
  )
}

export function Th({ className, ...rest }: React.ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(
        'border-b border-line px-3 py-2.5 text-xs font-medium text-muted first:pl-0 last:pr-0',
        className,
      )}
    />
  )
}

export function Td({ className, ...rest }: React.ComponentProps<'td'>) {
  return (
    <td
      {...rest}
      className={cn('border-b border-line/70 px-3 py-3 align-top first:pl-0 last:pr-0', className)}
    />
  )
}
