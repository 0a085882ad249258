import { addDays, format, parseISO } from 'date-fns'
import { and, count, eq, isNotNull, isNull, lte, or } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaigns, recurringRuns, reportShares, reports } from '@/db/schema'
import { hashCampaign } from '@/lib/campaigns/drafts/campaign-version'
import { confirmCampaign } from '@/lib/campaigns/drafts/confirm-campaign'
import { storeDraft } from '@/lib/campaigns/drafts/save-draft'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { Refusal } from '@/lib/core/errors'
import { formatCredits } from '@/lib/core/text/format'
import { keyId } from '@/lib/credits/decide/keys'
import { requestWork } from '@/lib/paid-work/request'
import { isWork } from '@/lib/paid-work/rows'
import { createShare, getActiveShare, SHARE_DAYS } from '@/lib/paid-work/sharing/share'
import { reportWork } from '@/lib/reports/report-work'
import { reportSharing } from '@/lib/reports/sharing/share-report'
import { readSource } from '@/lib/reuse/read-source'
import { Area } from '@/lib/sales/area'
import { listRecordedAreas } from '@/lib/sales/recorded-areas'
import { findSalesSource } from '@/lib/sales/source'
import { readBranding } from '@/lib/templates/render/branding'
import { checkEmail } from './check-email'
import { quoteRun } from './cost'
import type { Recurring, Run } from './rows'
import type { RecurringCost } from './views'

/** Recipients open emails weeks later. */
const LINK_DAYS = Math.max(...SHARE_DAYS)

/**
 * Takes a month one step further: the report is requested, and once it is ready, it is shared and emailed. Every id is derived
 * from the month, so a repeated step is the same request (R12).
 * @throws Refusal if it needs a person: no credits, a limit, a changed price, no sales, an empty list
 */
export async function advanceRun(recurring: Recurring, run: Run): Promise<void> {
  // In the name of the member who set it up or resumed it, under their spending limit.
  const ctx: WorkspaceContext = {
    workspaceId: recurring.workspaceId,
    userId: recurring.confirmedBy,
    role: 'member',
  }
  // By its own id: a process may have stopped between requesting the report and saying so in the run.
  const report = await reportOf(ctx, idOf(run, 'report'))
  if (!report) return requestReport(ctx, recurring, run)
  if (run.reportId !== report.id) await update(run, { status: 'making', reportId: report.id })
  if (report.status === 'ready')
    return report.deletedAt ? skip(run) : emailReport(ctx, recurring, run, report.id)
  if (report.status === 'queued' || report.status === 'running') return
  // It ended for free. If someone resumes, the same month is tried again as another request.
  await update(run, {
    attempt: run.attempt + 1,
    reportId: null,
    periodFrom: null,
    periodTo: null,
    status: 'waiting',
  })
  throw new Refusal('recurring.report', `The report wasn’t created: ${report.failure ?? 'it was canceled.'}`)
}

async function reportOf({ workspaceId }: WorkspaceContext, id: string) {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({
        id: reports.id,
        status: reports.status,
        failure: reports.failure,
        deletedAt: reports.deletedAt,
      })
      .from(reports)
      .where(isWork(reports, workspaceId, id)),
  )
  return row
}

type RunChange = Partial<Omit<Run, 'finishedAt'>> & { finishedAt?: typeof marketNow }

async function update(run: Run, set: RunChange): Promise<void> {
  const { workspaceId, recurringId, month } = run
  await inWorkspace(workspaceId, (tx) =>
    tx
      .update(recurringRuns)
      .set(set)
      .where(
        and(
          eq(recurringRuns.workspaceId, workspaceId),
          eq(recurringRuns.recurringId, recurringId),
          eq(recurringRuns.month, month),
          // Someone may have ended it at this moment.
          isNull(recurringRuns.finishedAt),
        ),
      ),
  )
}

/** A member deleted what was made for this month, so it is not sent. The next month runs as usual. */
const skip = (run: Run): Promise<void> => update(run, { status: 'skipped', finishedAt: marketNow })

const idOf = ({ recurringId, month, attempt }: Run, what: string) =>
  keyId(`recurring:${recurringId}:${month}:${attempt}:${what}`)

async function requestReport(ctx: WorkspaceContext, recurring: Recurring, run: Run): Promise<void> {
  const { cost } = await payableRun(ctx, recurring)
  await checkEmail(ctx, recurring)
  const period =
    run.periodFrom && run.periodTo
      ? { from: run.periodFrom, to: run.periodTo }
      : await newestPeriod(recurring)
  // Stored first: whatever happens next, the same request is repeated.
  await update(run, { periodFrom: period.from, periodTo: period.to })
  const id = idOf(run, 'report')
  await requestWork(reportWork, ctx, {
    id,
    area: Area.parse(recurring.area),
    saleSetId: recurring.saleSetId,
    periodFrom: period.from,
    periodTo: period.to,
    quotedCredits: cost.reportCredits,
  })
  await update(run, { status: 'making', reportId: id })
}

/** The same length as the first report, up to the newest recorded sale. */
async function newestPeriod({ workspaceId, saleSetId, periodDays }: Recurring) {
  const records = await listRecordedAreas(await findSalesSource(workspaceId, saleSetId))
  if (!records) throw new Refusal('recurring.no-sales', 'There is no sales data for this report.')
  const { from, to } = records.period
  const start = format(addDays(parseISO(to), 1 - periodDays), 'yyyy-MM-dd')
  return { from: start < from ? from : start, to }
}

/** Refuses before anything is charged if the report could be paid, but not its emails. */
async function payableRun(ctx: WorkspaceContext, recurring: Recurring) {
  const { listId, listName, reportPrice } = recurring
  const run = await quoteRun(ctx, listId)
  const { cost, report, email } = run
  if (cost.people === 0)
    throw new Refusal('campaign.empty', `No one on “${listName}” can receive this email.`)
  if (cost.reportPrice !== reportPrice) throw priceChanged(cost)
  requireEmailPrice(recurring, cost)
  const left = Math.min(report.leftCredits, report.spendingLimitLeftCredits ?? report.leftCredits)
  if (report.stopped || !report.affordable || !email.affordable || left < cost.credits)
    throw new Refusal(
      'credits.insufficient',
      report.stopped
        ? 'Your trial or plan has ended.'
        : cost.credits > 0
          ? `It costs ${formatCredits(cost.credits)}, and you have ${formatCredits(Math.max(0, left))} for it.`
          : 'A monthly limit of your plan is reached.',
    )
  return run
}

const priceChanged = ({ credits }: RecurringCost) =>
  new Refusal(
    'quote.changed',
    `The price changed: each run now costs ${formatCredits(credits)}. Resume it to accept the new price.`,
  )

/** The price of the emails can change while the report is made (R8). */
function requireEmailPrice({ emailPrice }: Recurring, cost: RecurringCost): void {
  if (cost.emailPrice !== emailPrice) throw priceChanged(cost)
}

/** The report's figures and link fill in the email, which then goes out like any other campaign. */
async function emailReport(
  ctx: WorkspaceContext,
  recurring: Recurring,
  run: Run,
  reportId: string,
): Promise<void> {
  const { workspaceId } = ctx
  const { name, listId, listName, subject, body } = recurring
  const id = idOf(run, 'campaign')
  const sent = await stored(workspaceId, id)
  if (sent?.deletedAt) return skip(run)
  if (!sent || sent.status === 'draft') {
    await shareReport(ctx, run, reportId)
    const source = await readSource(ctx, { kind: 'report', id: reportId })
    const details = { ...(recurring.details as Record<string, string>), ...source.details }
    await storeDraft(ctx, {
      id,
      name: `${name}, ${monthName(run.month)}`,
      listId,
      listName,
      subject,
      body,
      details,
    })
    const [campaign, { cost }, branding] = await Promise.all([
      stored(workspaceId, id),
      quoteRun(ctx, listId),
      readBranding(ctx),
    ])
    assert(campaign, 'the draft was stored')
    requireEmailPrice(recurring, cost)
    await confirmCampaign(ctx, {
      id,
      version: hashCampaign(campaign, branding),
      people: cost.people,
      requestId: idOf(run, 'confirm'),
      quotedCredits: cost.emailCredits,
      sendAt: '',
      lateAfterHours: campaign.lateAfterHours,
    })
  }
  await update(run, { status: 'sent', campaignId: id, finishedAt: marketNow })
}

/**
 * A link that a member created stays. One that was revoked is replaced, since the email needs a link. Links that ended are counted,
 * so that two workers at the same moment create the same one.
 */
async function shareReport(ctx: WorkspaceContext, run: Run, id: string): Promise<void> {
  if ((await getActiveShare(reportSharing, ctx, id))?.token) return
  const { workspaceId, reportId, revokedAt, expiresAt } = reportShares
  const [ended] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select({ links: count() })
      .from(reportShares)
      .where(
        and(
          eq(workspaceId, ctx.workspaceId),
          eq(reportId, id),
          or(isNotNull(revokedAt), lte(expiresAt, marketNow)),
        ),
      ),
  )
  const requestId = idOf(run, `share ${ended?.links ?? 0}`)
  await createShare(reportSharing, ctx, { id, requestId, days: LINK_DAYS })
}

/** The campaign of a month, also if a member deleted it. */
async function stored(workspaceId: number, id: string) {
  const [row] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(campaigns)
      .where(and(eq(campaigns.workspaceId, workspaceId), eq(campaigns.id, id))),
  )
  return row
}

const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const monthName = (month: string) => monthFormat.format(new Date(month))
