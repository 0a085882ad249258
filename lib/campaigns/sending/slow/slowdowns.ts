import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { type Deferred, scopeOfDeferral } from './deferral-scope'

/** The waits of a domain or of our server, and of a single recipient. The last one is repeated. */
const WAIT_MINUTES = [1, 2, 4, 8, 15, 30, 60] as const
/** How many unclear answers in a row mean that the domain, or our own server, asks everyone to wait. */
const UNCLEAR = { domain: 5, server: 20 } as const
/** A domain that nothing was sent to for this long starts with the shortest wait again. */
const FORGET_HOURS = 6
/** How long a run of a campaign keeps what it read of others. */
const KEEP_MS = 250

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

/** When to try again after this many tries. */
export const afterWait = (now: Date, tries: number): Date =>
  new Date(now.getTime() + (WAIT_MINUTES[Math.max(tries, 1) - 1] ?? WAIT_MINUTES.at(-1) ?? 60) * 60_000)

/** The minutes to wait after this many waits, as SQL. */
const waitAfter = (count: ReturnType<typeof sql>) =>
  sql`make_interval(mins => (array[${sql.raw(WAIT_MINUTES.join(', '))}])[least(greatest(${count}, 1), ${sql.raw(String(WAIT_MINUTES.length))})])`

/**
 * The domains that asked to wait; an empty name is our own mail server. They are read on their own, because they belong to no
 * workspace (R53).
 */
export async function readWaitingDomains(server: string): Promise<string[]> {
  const rows = await system().execute<{ domain: string }>(
    sql`select domain from mail_slowdowns where server = ${server} and next_at > ${marketNow}`,
  )
  return rows.map(({ domain }) => domain)
}

/** That neither our mail server nor the recipient’s domain asked to wait, for a query on `campaign_recipients r`. */
export const isOpen = (waitingDomains: readonly string[]) =>
  sql`not (${JSON.stringify(waitingDomains)}::jsonb ?| array['', lower(split_part(r.email, '@', 2))])`

/** What all workers know about who asked to wait. One for each run: it only writes what changed. */
export async function openSlowdowns(server: string) {
  const rows = await system().execute<{ domain: string }>(
    sql`select domain from mail_slowdowns where server = ${server}`,
  )
  const known = new Set(rows.map(({ domain }) => domain))

  /** Slows down the domain or everyone. Each wait is longer than the last. */
  async function noteDeferral(email: string, delivery: Deferred): Promise<void> {
    const scope = scopeOfDeferral(delivery)
    if (scope === 'recipient') return
    const domain = domainOf(email)
    if (scope !== 'server') await note(domain, scope === 'domain' ? 1 : UNCLEAR.domain)
    await note('', scope === 'server' ? 1 : UNCLEAR.server)
  }

  let read: { domains: Promise<string[]>; until: number } | null = null
  /** The domains that asked to wait. What this run notes counts immediately, and what other workers note, after a moment. */
  function waitingDomains(): Promise<string[]> {
    if (!read || performance.now() >= read.until)
      read = { domains: readWaitingDomains(server), until: performance.now() + KEEP_MS }
    return read.domains
  }

  async function note(domain: string, threshold: number): Promise<void> {
    known.add(domain)
    const isOver = sql`(m.next_at is null or m.next_at <= ${marketNow})`
    const isOld = sql`m.updated_at < ${marketNow} - make_interval(hours => ${FORGET_HOURS})`
    const trips = threshold === 1
    await system().execute(sql`
      insert into mail_slowdowns as m (server, domain, waits, next_at)
      values (${server}, ${domain}, ${trips ? 1 : 0}, case when ${trips} then ${marketNow} + ${waitAfter(sql`1`)} end)
      on conflict (server, domain) do update set
        deferrals = case when ${isOld} then 1 else m.deferrals + 1 end,
        waits = case when ${isOld} then ${trips ? 1 : 0}
          when ${isOver} and (m.waits > 0 or m.deferrals + 1 >= ${threshold}) then least(m.waits + 1, 1000) else m.waits end,
        next_at = case when ${isOld} then excluded.next_at
          when ${isOver} and (m.waits > 0 or m.deferrals + 1 >= ${threshold})
            then ${marketNow} + ${waitAfter(sql`m.waits + 1`)} else m.next_at end,
        updated_at = ${marketNow}`)
    read = null
  }

  /** An accepted email ends the slowdown of its domain and of our server, unless it was sent before they asked. */
  async function noteAcceptance(email: string): Promise<void> {
    const ended = [domainOf(email), ''].filter((domain) => known.has(domain))
    if (ended.length === 0) return
    const rows = await system().execute<{ domain: string }>(sql`delete from mail_slowdowns
      where server = ${server} and domain in ${ended} and (next_at is null or next_at <= ${marketNow}) returning domain`)
    for (const { domain } of rows) known.delete(domain)
    read = null
  }

  return { waitingDomains, noteDeferral, noteAcceptance }
}

/** Deletes what is too old to matter. */
export async function deleteOldSlowdowns(): Promise<void> {
  await system().execute(sql`delete from mail_slowdowns
    where updated_at < ${marketNow} - make_interval(hours => ${FORGET_HOURS})
      and (next_at is null or next_at < ${marketNow} - make_interval(hours => ${FORGET_HOURS}))`)
}
