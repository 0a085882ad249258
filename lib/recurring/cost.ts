import { inWorkspace } from '@/db/client'
import { costUnder, getRateCard } from '@/lib/billing/catalog/rate-card'
import { countPeople } from '@/lib/campaigns/sending/recipients'
import { quote } from '@/lib/metering/metered'
import type { Quote } from '@/lib/metering/types'
import type { RecurringCost } from './views'

type Payer = { workspaceId: number; userId: number }

/** What a run costs for each of these lists, for a form that lets people choose one. */
export async function quoteLists(
  payer: Payer,
  lists: readonly { id: string; mailable: number }[],
): Promise<Record<string, number>> {
  const [report, email, card] = await Promise.all([
    quote(payer, 'report.generate'),
    quote(payer, 'campaign.send'),
    getRateCard(),
  ])
  const emailCredits = (people: number) =>
    email.rate === null || people === 0 ? 0 : costUnder(card, 'campaign.send', people)
  return Object.fromEntries(lists.map(({ id, mailable }) => [id, report.credits + emailCredits(mailable)]))
}

/** What a run costs with today's list and prices, with the quotes for the payer. */
export async function quoteRun(
  payer: Payer,
  listId: string | null,
): Promise<{ cost: RecurringCost; report: Quote; email: Quote }> {
  const { mailable: people } = await inWorkspace(payer.workspaceId, (tx) =>
    countPeople(tx, payer.workspaceId, listId),
  )
  const [report, email] = await Promise.all([
    quote(payer, 'report.generate'),
    quote(payer, 'campaign.send', Math.max(people, 1)),
  ])
  const emailCredits = people === 0 ? 0 : email.credits
  const cost = {
    people,
    reportCredits: report.credits,
    emailCredits,
    credits: report.credits + emailCredits,
    reportPrice: report.rate?.words ?? null,
    emailPrice: email.rate?.words ?? null,
  }
  return { cost, report, email }
}
