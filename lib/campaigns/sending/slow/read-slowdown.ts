import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/settings/env'
import { serverOf } from '@/lib/email/transport'
import type { Slowdown } from '../../views'

/** How many domains are named; the largest ones first. */
const MOST_NAMED = 3

/** Why emails of a campaign wait although it is being sent; null if none does. */
export async function readSlowdown({ workspaceId }: WorkspaceContext, id: string): Promise<Slowdown | null> {
  const rows = await system().execute<{
    domain: string
    emails: number
    next_ms: number
    is_server: boolean
  }>(sql`
    with waiting as (
      select lower(split_part(r.email, '@', 2)) as domain,
        greatest(r.try_after, s.next_at, own.next_at) as next_at, own.next_at > ${marketNow} as is_server
      from campaign_recipients r
        left join mail_slowdowns s on s.server = ${serverOf(env().SMTP_URL)}
          and s.domain = lower(split_part(r.email, '@', 2)) and s.domain <> ''
        left join mail_slowdowns own on own.server = ${serverOf(env().SMTP_URL)} and own.domain = ''
      where r.workspace_id = ${workspaceId} and r.campaign_id = ${id} and r.status = 'waiting')
    select domain, count(*)::int as emails, (extract(epoch from min(next_at)) * 1000)::float8 as next_ms,
      bool_or(coalesce(is_server, false)) as is_server
    from waiting where next_at > ${marketNow} group by domain order by emails desc, domain`)
  if (rows.length === 0) return null
  return {
    domains: rows.slice(0, MOST_NAMED).map(({ domain }) => domain),
    moreDomains: Math.max(0, rows.length - MOST_NAMED),
    isOurServer: rows.some(({ is_server }) => is_server),
    emails: rows.reduce((sum, { emails }) => sum + emails, 0),
    nextAt: new Date(Math.min(...rows.map(({ next_ms }) => next_ms))).toISOString(),
  }
}
