import { ChevronDown } from 'lucide-react'
import { cn } from '@/components/ui/cn'

type FoldedProps = {
  title: string
  /** What it contains, for readers who decide whether to open it. */
  description?: string
  className?: string
  children: React.ReactNode
}

/** A section that is closed on screen and open in print. */
export function Folded({ title, description, className, children }: FoldedProps) {
  return (
    <details
      className={cn(
        'group rounded-card border border-line bg-surface shadow-card print:border-0 print:shadow-none print:details-content:[block-size:auto] print:details-content:[content-visibility:visible]',
        className,
      )}
    >
      <summary className="flex cursor-pointer list-none items-center gap-3 rounded-card px-4 py-3.5 sm:px-6 [&::-webkit-details-marker]:hidden">
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{title}</span>
          {description && <span className="block text-sm text-muted print:hidden">{description}</span>}
        </span>
        <ChevronDown
          aria-hidden="true"
          className="size-5 shrink-0 text-muted transition-transform group-open:rotate-180 print:hidden"
        />
      </summary>
      {/* What was a card elsewhere is a part of this one. */}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 px-4 pb-6 sm:px-6 [&>section]:border-0 [&>section]:p-0 [&>section]:shadow-none">
        {children}
      </div>
    </details>
  )
}
