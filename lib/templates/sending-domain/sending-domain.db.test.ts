import { createPrivateKey, createPublicKey } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { moveBack } from '@/db/testing'
import { setTestEnv } from '@/lib/billing/testing'
import { sendCampaign } from '@/lib/campaigns/sending/send-campaign'
import { confirmed, outbox, prepareCampaignPrices, tagOf } from '@/lib/campaigns/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { agency } from '@/lib/metering/testing'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import type { DnsLookups } from './look-up'
import {
  checkSendingDomain,
  readOwnSender,
  readSendingDomain,
  removeSendingDomain,
  SendingDomainInput,
  saveSendingDomain,
} from './sending-domain'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl, MAIL_RETURN_DOMAIN: 'bounces.product.test' })

beforeAll(prepareCampaignPrices)
afterAll(closeConnections)

/** DNS with these records, each name followed by what it answers. */
const dnsOf = (records: Record<string, string[]>): DnsLookups => ({
  txt: async (name) => records[name] ?? [],
  cname: async (name) => records[name] ?? [],
})
const noDns: DnsLookups = {
  txt: () => Promise.reject(new Error('no name server')),
  cname: () => Promise.reject(new Error('no name server')),
}

async function recordsOf(ctx: WorkspaceContext): Promise<Record<string, string[]>> {
  const view = await readSendingDomain(ctx)
  return Object.fromEntries((view?.records ?? []).map(({ name, value }) => [name, [value]]))
}

/** A later check: clicks in a row check once. */
const later = (hours = 1) => moveBack('sending_domains', ['checked_at'], `${hours} hours`)

async function withDomain() {
  const ctx = await agency()
  const fromAddress = `news@agency${ctx.workspaceId}.test`
  await saveSendingDomain(ctx, { fromAddress })
  return { ctx, fromAddress, domain: `agency${ctx.workspaceId}.test` }
}

describe('R44: a sending domain', () => {
  test('is verified once DKIM and DMARC are set, and campaigns are then sent and signed from it', async () => {
    const { ctx, fromAddress, domain } = await withDomain()
    const records = await recordsOf(ctx)
    expect(await checkSendingDomain(ctx, dnsOf({}))).toEqual({ isVerified: false })
    expect(await readOwnSender(ctx.workspaceId, noDns)).toBeNull()
    await later()
    const { [domain]: _spf, ...withoutSpf } = records
    expect(await checkSendingDomain(ctx, dnsOf(withoutSpf))).toEqual({ isVerified: true })
    const view = await readSendingDomain(ctx)
    expect(view?.records.map(({ kind, state }) => [kind, state])).toEqual([
      ['dkim', 'ok'],
      ['dmarc', 'ok'],
      ['return-path', 'ok'],
      ['spf', 'missing'],
    ])
    const job = await confirmed(ctx, 2)
    await sendCampaign(job, { outbox })
    const [message] = await inbox.mailsTo(tagOf(job.listId))
    expect(message?.from).toContain(fromAddress)
    const signature = message?.headers['dkim-signature'] ?? ''
    expect(signature).toContain(`d=${domain}`)
    expect(await readOwnSender(ctx.workspaceId, noDns)).toMatchObject({ returnDomain: `bounces.${domain}` })
  })

  test('publishes the key that it signs with, and the table only has it encrypted', async () => {
    const { ctx } = await withDomain()
    const records = await recordsOf(ctx)
    await checkSendingDomain(ctx, dnsOf(records))
    const own = await readOwnSender(ctx.workspaceId, noDns)
    const made = createPublicKey(createPrivateKey(own?.dkim.privateKey ?? ''))
    const published = made.export({ type: 'spki', format: 'der' }).toString('base64')
    expect(Object.values(records).flat().join('\n')).toContain(`p=${published}`)
    const [row] = await system().execute<{ private_key: string }>(
      sql`select private_key from sending_domains where workspace_id = ${ctx.workspaceId}`,
    )
    expect(row?.private_key).not.toContain('PRIVATE KEY')
  })

  test('a key copied to another workspace can’t be used there', async () => {
    const [one, two] = [await withDomain(), await withDomain()]
    await checkSendingDomain(two.ctx, dnsOf(await recordsOf(two.ctx)))
    await system().execute(sql`update sending_domains set private_key = (select private_key from sending_domains
      where workspace_id = ${one.ctx.workspaceId}) where workspace_id = ${two.ctx.workspaceId}`)
    expect(await readOwnSender(two.ctx.workspaceId, noDns)).toBeNull()
  })

  test('is checked again after a day: not used without its records, kept if no name server answers', async () => {
    const { ctx } = await withDomain()
    await checkSendingDomain(ctx, dnsOf(await recordsOf(ctx)))
    await later(25)
    expect(await readOwnSender(ctx.workspaceId, noDns)).not.toBeNull()
    expect(await readOwnSender(ctx.workspaceId, dnsOf({}))).toBeNull()
    expect(await readSendingDomain(ctx)).toMatchObject({ isVerified: false })
  })

  test('keeps its key when only the address changes, and must be verified again at another domain', async () => {
    const { ctx, domain } = await withDomain()
    const records = await recordsOf(ctx)
    await checkSendingDomain(ctx, dnsOf(records))
    await saveSendingDomain(ctx, { fromAddress: `hello@${domain}` })
    expect(await recordsOf(ctx)).toEqual(records)
    expect(await readSendingDomain(ctx)).toMatchObject({ isVerified: true, fromAddress: `hello@${domain}` })
    await saveSendingDomain(ctx, { fromAddress: 'hello@elsewhere.test' })
    expect(await readSendingDomain(ctx)).toMatchObject({ isVerified: false, domain: 'elsewhere.test' })
    await removeSendingDomain(ctx)
    await removeSendingDomain(ctx)
    expect(await readSendingDomain(ctx)).toBeNull()
    expect(await code(checkSendingDomain(ctx, noDns))).toBe('sending-domain.none')
  })

  test('says so if no name server answers', async () => {
    const { ctx } = await withDomain()
    expect(await code(checkSendingDomain(ctx, noDns))).toBe('dns.unreachable')
  })

  test.each(['ann@gmail.com', 'ann@yahoo.co.uk', 'ann@outlook.com', 'no address', 'ann@localhost'])(
    '%s is refused',
    (fromAddress) => expect(SendingDomainInput.safeParse({ fromAddress }).success).toBe(false),
  )
  test.each(['news@agency.com', 'news@mail.agency.com.au', 'a@gmail-homes.com'])(
    '%s is accepted',
    (fromAddress) => expect(SendingDomainInput.safeParse({ fromAddress }).success).toBe(true),
  )
})
