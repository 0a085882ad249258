import { Alert } from '@/components/ui/alert'
import type { Slowdown } from '@/lib/campaigns/views'
import { countOf, formatNumber, formatTime } from '@/lib/core/text/format'

/** Why a campaign takes longer, and when it continues. */
export function SlowedNote({ slowdown, timeZone }: { slowdown: Slowdown; timeZone: string }) {
  const { emails, nextAt } = slowdown
  return (
    <Alert tone="warn" title={`Slowed down: ${whoAsks(slowdown)} to wait`}>
      {countOf(emails, 'email')} {emails === 1 ? 'continues' : 'continue'} at {formatTime(nextAt, timeZone)}.
      We keep trying for 48 hours. Emails that aren’t accepted by then are not charged.
    </Alert>
  )
}

/** "example.com asks us", "example.com and 3 other domains ask us". */
function whoAsks({ isOurServer, domains, moreDomains }: Slowdown): string {
  if (isOurServer) return 'our email server asks us'
  const [first = '', ...others] = domains
  const more = others.length + moreDomains
  if (more === 0) return `${first} asks us`
  if (moreDomains === 0) return `${[first, ...others.slice(0, -1)].join(', ')} and ${others.at(-1)} ask us`
  return `${domains.join(', ')} and ${formatNumber(moreDomains)} more ask us`
}
