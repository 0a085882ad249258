import { Database } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { type DataAge, dataAgeText } from '@/lib/sales/shared/data-age'

/** The area and age of the sales that a form or a result is based on. Stands out if they are old. */
export function DataAgeNote({ data, className }: { data: DataAge; className?: string }) {
  return (
    <p
      className={cn(
        'flex items-start gap-2 text-sm',
        data.isOld ? 'rounded-control bg-warn-soft px-3 py-2 text-warn-ink' : 'text-muted',
        className,
      )}
    >
      <Database aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span>{dataAgeText(data)}</span>
    </p>
  )
}
