import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { marketNow, readMarketNow } from '@/db/product-time'
import { auditEvents, type DnsChecks, sendingDomains } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import type { DnsRecord, SendingDomainView } from '../views'
import { createDkimKey, openDkimKey, sealDkimKey } from './dkim-key'
import { checkRecord, recordsOf, returnPathName } from './dns-records'
import { type DnsLookups, realDns } from './look-up'

/** Mailbox providers that no agency can set records for. */
const PUBLIC_DOMAINS =
  /(?:^|\.)(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|aol|icloud|me|proton|protonmail|gmx|web|mail)\.(?:com|net|de|me|co\.uk|fr)$/

export const SendingDomainInput = z.object({
  fromAddress: z
    .string()
    .trim()
    .toLowerCase()
    .max(200)
    .pipe(z.email('Enter a valid email address.'))
    .refine((address) => !PUBLIC_DOMAINS.test(address.slice(address.indexOf('@') + 1)), {
      message: 'Enter an address at your own domain. A mailbox provider’s domain can’t be verified.',
    }),
})

type Row = typeof sendingDomains.$inferSelect
/** A few clicks in a row check once. */
const CHECK_EVERY_SECONDS = 10
/** A verified domain is checked again before it is used, at most this often. */
const TRUSTED_HOURS = 24

const recordsOfRow = (row: Row): DnsRecord[] => recordsOf(row, env().MAIL_RETURN_DOMAIN)

/** The agency’s own sending domain and the records to set; null without one. */
export async function readSendingDomain({
  workspaceId,
}: WorkspaceContext): Promise<SendingDomainView | null> {
  const row = await findRow(workspaceId)
  if (!row) return null
  const { fromAddress, domain, verifiedAt, checkedAt, checks } = row
  return {
    fromAddress,
    domain,
    isVerified: verifiedAt !== null,
    checkedAt: checkedAt?.toISOString() ?? null,
    records: recordsOfRow(row).map((record) => ({ ...record, state: checks[record.kind] ?? 'unknown' })),
  }
}

async function findRow(workspaceId: number): Promise<Row | null> {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx.select().from(sendingDomains).where(eq(sendingDomains.workspaceId, workspaceId)),
  )
  return row ?? null
}

/** Sets the address that campaigns are sent from. Another domain gets a new key and must be verified. Safe to repeat. */
export async function saveSendingDomain(
  { workspaceId, userId }: WorkspaceContext,
  { fromAddress }: z.output<typeof SendingDomainInput>,
): Promise<void> {
  const domain = fromAddress.slice(fromAddress.indexOf('@') + 1)
  const { privateKey, publicKey } = await createDkimKey()
  await inWorkspace(workspaceId, async (tx) => {
    const mine = eq(sendingDomains.workspaceId, workspaceId)
    const [known] = await tx.select().from(sendingDomains).where(mine).for('update')
    if (known?.fromAddress === fromAddress) return
    if (known?.domain === domain) await tx.update(sendingDomains).set({ fromAddress }).where(mine)
    else {
      const row = {
        ...{ fromAddress, domain, publicKey },
        selector: `mt${randomBytes(4).toString('hex')}`,
        privateKey: sealDkimKey(workspaceId, domain, privateKey),
        ...{ checks: {}, checkedAt: null, verifiedAt: null },
      }
      await tx
        .insert(sendingDomains)
        .values({ workspaceId, ...row })
        .onConflictDoUpdate({ target: sendingDomains.workspaceId, set: row })
    }
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'sending-domain.save', detail: { fromAddress } })
  })
}

/** Emails are sent from our address again. Safe to repeat. */
export async function removeSendingDomain({ workspaceId, userId }: WorkspaceContext): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const [removed] = await tx
      .delete(sendingDomains)
      .where(eq(sendingDomains.workspaceId, workspaceId))
      .returning({ domain: sendingDomains.domain })
    if (!removed) return
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'sending-domain.remove', detail: removed })
  })
}

/**
 * Looks up the records. The domain is verified while the required ones are right; if no name server answers, nothing changes.
 * @throws Refusal `sending-domain.none`, `dns.unreachable`
 */
export async function checkSendingDomain(
  { workspaceId }: { workspaceId: number },
  dns: DnsLookups = realDns,
): Promise<{ isVerified: boolean }> {
  const row = await findRow(workspaceId)
  if (!row) throw new Refusal('sending-domain.none', 'There is no sending domain. Set one up first.')
  const ageSeconds = await ageOf(row.checkedAt)
  if (ageSeconds < CHECK_EVERY_SECONDS) return { isVerified: row.verifiedAt !== null }
  const records = recordsOfRow(row)
  const found = await Promise.allSettled(
    records.map(({ type, name }) => (type === 'TXT' ? dns.txt(name) : dns.cname(name))),
  )
  const checks: DnsChecks = { ...row.checks }
  for (const [i, record] of records.entries()) {
    const answer = found[i]
    if (answer?.status === 'fulfilled') checks[record.kind] = checkRecord(record, answer.value)
  }
  if (found.every(({ status }) => status === 'rejected')) {
    throw new Refusal('dns.unreachable', 'We couldn’t reach a name server. Nothing changed. Try again later.')
  }
  const isVerified = records.every(({ kind, isRequired }) => !isRequired || checks[kind] === 'ok')
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(sendingDomains)
      .set({ checks, checkedAt: marketNow, verifiedAt: isVerified ? (row.verifiedAt ?? marketNow) : null })
      .where(eq(sendingDomains.workspaceId, workspaceId)),
  )
  return { isVerified }
}

async function ageOf(at: Date | null): Promise<number> {
  return at ? ((await readMarketNow()).getTime() - at.getTime()) / 1_000 : Number.POSITIVE_INFINITY
}

/** How a campaign is sent from the agency’s own domain. */
export type OwnSender = {
  address: string
  dkim: { domainName: string; keySelector: string; privateKey: string }
  /** Null: bounces go to our own return path. */
  returnDomain: string | null
}

/** The agency’s verified domain; null: emails are sent from our address. The records are checked again once a day. */
export async function readOwnSender(
  workspaceId: number,
  dns: DnsLookups = realDns,
): Promise<OwnSender | null> {
  const known = await findRow(workspaceId)
  if (!known?.verifiedAt) return null
  if ((await ageOf(known.checkedAt)) > TRUSTED_HOURS * 3_600)
    await checkSendingDomain({ workspaceId }, dns).catch((error) =>
      log.warn({ err: error, workspaceId }, 'could not check a sending domain again'),
    )
  const row = await findRow(workspaceId)
  if (!row?.verifiedAt) return null
  const { domain, fromAddress, selector, checks } = row
  const opened = openDkimKey(workspaceId, domain, row.privateKey)
  if (!opened) {
    log.error({ workspaceId, domain }, 'the DKIM key of a sending domain can’t be opened')
    return null
  }
  const { privateKey, isStale } = opened
  if (isStale) await sealAgain(row, privateKey)
  const isReturning = env().MAIL_RETURN_DOMAIN && checks['return-path'] === 'ok'
  return {
    address: fromAddress,
    dkim: { domainName: domain, keySelector: selector, privateKey },
    returnDomain: isReturning ? returnPathName(domain) : null,
  }
}

/** With the current secret, before the previous one is removed. */
async function sealAgain({ workspaceId, domain }: Row, privateKey: string): Promise<void> {
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(sendingDomains)
      .set({ privateKey: sealDkimKey(workspaceId, domain, privateKey) })
      .where(eq(sendingDomains.workspaceId, workspaceId)),
  )
}
