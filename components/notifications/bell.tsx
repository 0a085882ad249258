import { Bell as BellIcon } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icons/icon'

type BellProps = { unread: number; className?: string; onNavigate?: () => void }

/** The number of unread notifications, also in the link’s accessible name. */
export function Bell({ unread, className, onNavigate }: BellProps) {
  const shown = unread >= 100 ? '99+' : String(unread)
  return (
    <Link
      href="/notifications"
      onClick={onNavigate}
      aria-label={unread > 0 ? `Notifications, ${shown} unread` : 'Notifications, none unread'}
      className={cn(
        'relative grid size-10 place-items-center rounded-control text-rail-muted transition-colors hover:bg-rail-strong hover:text-rail-ink',
        className,
      )}
    >
      <Icon of={BellIcon} className="size-5" />
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute top-1 right-0.5 min-w-4.5 rounded-full bg-bad-strong px-1 text-center text-[0.6875rem] leading-4.5 font-semibold text-white tabular-nums dark:text-paper"
        >
          {shown}
        </span>
      )}
    </Link>
  )
}
