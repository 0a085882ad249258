import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTestEnv } from '@/lib/billing/testing'
import { DraftInput } from '@/lib/campaigns/drafts/campaign-input'
import { confirmCampaign } from '@/lib/campaigns/drafts/confirm-campaign'
import { saveDraft } from '@/lib/campaigns/drafts/save-draft'
import { sendCampaign } from '@/lib/campaigns/sending/send-campaign'
import { agency, confirmation, listOf, prepareCampaignPrices } from '@/lib/campaigns/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { stopJobQueue } from '@/lib/jobs/queue'
import { library } from '@/lib/templates/library'
import { saveTemplate } from '@/lib/templates/templates'
import { differences } from '../accounts.ts'
import type { Bench } from '../bench.ts'

const DETAILS = {
  area: 'Green Lake',
  property_address: '4518 Woodlawn Ave N, Seattle, WA 98103',
  property_facts: '3 bedrooms, 2 baths, 1,950 sq ft',
  property_price: '$925,000',
  property_url: 'https://agency.test/listings/4518-woodlawn',
  open_house: 'Saturday, 1 PM to 4 PM',
  agent_name: 'Dana Reyes',
}

/** A campaign to a long list: from the claim of the first recipient until it is charged, against the local inbox. */
export async function campaign({ sql, report, size }: Bench): Promise<void> {
  const people = size.campaignRecipients
  report.log(`campaign: ${people} recipients`)
  const inbox = await startInbox()
  try {
    // Settings that another workload already read stay as they are, so the inbox is passed on below.
    setTestEnv({ SMTP_URL: inbox.smtpUrl })
    await prepareCampaignPrices()
    const ctx = await agency('credits', people)
    const id = await confirmedCampaign(ctx, people)
    const [sender, receiver] = [process.cpuUsage(), await inbox.cpuUsage()]
    const commits = await countCommits(sql)
    const start = performance.now()
    await sendCampaign(
      { workspaceId: ctx.workspaceId, id },
      { outbox: { perSecond: 0, smtpUrl: inbox.smtpUrl } },
    )
    const seconds = (performance.now() - start) / 1000
    const perEmail = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000 / people
    report.add(`campaign: ${people} emails sent`, seconds, 's', { atMost: 20 * (people / 5_000) })
    report.add('campaign: CPU per email, sender', perEmail(process.cpuUsage(sender)), 'ms')
    report.add('campaign: CPU per email, local inbox', perEmail(await inbox.cpuUsage(receiver)), 'ms')
    report.add('campaign: commits', (await countCommits(sql)) - commits, '')
    const to = await inbox.recipients()
    report.check(to.length === people, `${to.length} emails arrived for ${people} recipients`)
    report.check(new Set(to).size === to.length, 'a recipient got the email twice')
    const [row] = await sql<{ accepted: number; status: string }[]>`select
      (select count(*)::int from campaign_recipients where campaign_id = ${id} and status = 'accepted') as accepted,
      (select status from campaigns where id = ${id}) as status`
    report.check(row?.accepted === people && row.status === 'sent', `${row?.accepted} emails were recorded`)
    for (const what of await differences(sql)) report.check(false, what)
  } finally {
    await stopJobQueue()
    await inbox.stop()
  }
}

/** With a template of the library and all of its fields, to a list with a name for everyone. */
async function confirmedCampaign(ctx: WorkspaceContext, people: number): Promise<string> {
  const [template] = library
  if (!template) throw new Error('The library has no template.')
  const { kind, name, subject, body } = template
  const templateId = randomUUID()
  await saveTemplate(ctx, { id: templateId, kind, name, subject, body })
  const listId = await listOf(ctx, people)
  const details = Object.fromEntries(Object.entries(DETAILS).map(([key, value]) => [`detail.${key}`, value]))
  const draft = { id: randomUUID(), name: 'Bench', listId, templateId, subject, ...details }
  const { id } = await saveDraft(ctx, DraftInput.parse(draft))
  await confirmCampaign(ctx, await confirmation(ctx, id, people))
  return id
}

async function countCommits(sql: Bench['sql']): Promise<number> {
  const [row] = await sql<{ commits: number }[]>`select xact_commit::int as commits
    from pg_stat_database where datname = current_database()`
  return row?.commits ?? 0
}

type Addresses = { smtpUrl: string; webUrl: string }

async function startInbox() {
  const child = fork(join(import.meta.dirname, 'campaign-inbox.ts'), { execArgv: ['--import', 'tsx'] })
  const { smtpUrl, webUrl } = await nextMessage<Addresses>(child)
  return {
    smtpUrl,
    async recipients(): Promise<string[]> {
      const emails = (await (await fetch(`${webUrl}/api/messages`)).json()) as { to: string[] }[]
      return emails.flatMap(({ to }) => to)
    },
    async cpuUsage(since?: NodeJS.CpuUsage): Promise<NodeJS.CpuUsage> {
      child.send('cpu')
      const { user, system } = await nextMessage<NodeJS.CpuUsage>(child)
      return { user: user - (since?.user ?? 0), system: system - (since?.system ?? 0) }
    },
    async stop(): Promise<void> {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

const nextMessage = async <T>(child: ChildProcess): Promise<T> => (await once(child, 'message'))[0] as T
