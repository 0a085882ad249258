import { cn } from './cn'

/** A table in a frame of its own: it scrolls sideways by itself, hidden words and all, before it would push the page. */
export function Table({ className, ...rest }: React.ComponentProps<'table'>) {
  return (
    <div className="relative overflow-x-auto">
      <table {...rest} className={cn('w-full border-collapse text-left text-sm', className)} />
    </div>
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
