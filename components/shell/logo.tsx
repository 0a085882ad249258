import { cn } from '@/components/ui/cn'

/** A house gable with a rising line under it. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      className={cn('size-8 shrink-0', className)}
      aria-hidden="true"
      focusable="false"
    >
      <rect width="32" height="32" rx="8" fill="#17594e" />
      <path
        d="M7 24V15.5L16 8l9 7.5V24M11.5 22.5l3.5-4 2.5 2 3.5-4.5"
        fill="none"
        strokeLinejoin="round"
        strokeLinecap="round"
        stroke="#fff"
        strokeWidth="2.4"
      />
      <path
        d="M11.5 22.5l3.5-4 2.5 2 3.5-4.5"
        fill="none"
        strokeLinejoin="round"
        strokeLinecap="round"
        stroke="#e3bd74"
        strokeWidth="2.4"
      />
    </svg>
  )
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2.5 font-serif text-xl tracking-tight', className)}>
      <LogoMark />
      Market Trak
    </span>
  )
}
