import Link from 'next/link'
import { countOf, formatNumber } from '@/lib/core/text/format'
import { sharePercent } from './usage-data'

type Share = {
  key: string
  name: string
  credits: number
  times: number
  href?: string
  color?: string
}

type UsageSharesProps = { id: string; title: string; shares: Share[]; totalCredits: number }

/** Shares of the credits used in the cycle, as numbers and bars. */
export function UsageShares({ id, title, shares, totalCredits }: UsageSharesProps) {
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="mb-3 text-sm font-semibold">
        {title}
      </h3>
      <ul className="grid gap-3">
        {shares.map(({ key, name, credits, times, href, color }) => {
          const percent = sharePercent(credits, totalCredits)
          return (
            <li key={key} className="grid gap-1.5 text-sm">
              <p className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 truncate">
                  {href ? (
                    <Link
                      href={href}
                      scroll={false}
                      className="text-brand-ink underline decoration-brand/40 underline-offset-3"
                    >
                      {name}
                    </Link>
                  ) : (
                    name
                  )}
                  <span className="text-muted"> · {countOf(times, 'time')}</span>
                </span>
                <span className="whitespace-nowrap">
                  <span className="font-medium">{formatNumber(credits)}</span>
                  <span className="text-muted"> · {percent}%</span>
                </span>
              </p>
              <span aria-hidden="true" className="block h-1.5 overflow-hidden rounded-full bg-sunken">
                <span
                  className="block h-full rounded-full"
                  style={{ width: `${percent}%`, background: color ?? 'var(--brand)' }}
                />
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
