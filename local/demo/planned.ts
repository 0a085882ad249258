import { TZDate } from '@date-fns/tz'
import { system } from '@/db/client'
import { campaignRecipients, campaigns } from '@/db/schema'
import { costUnder, getRateCard } from '@/lib/billing/catalog/rate-card'
import { library } from '@/lib/templates/library'
import { seedId } from './random.ts'

/** A scheduled campaign to one list or all contacts. */
export type PlannedCampaign = {
  name: string
  list: number | null
  inDays: number
  hour: number
  /** The plan counts emails, so it costs no credits. */
  isCounted?: boolean
}

type Of = { name: string; workspaceId: number; actorId: number }
type Person = { id: string; email: string; firstName: string; lastName: string }

const ZONE = 'America/Los_Angeles'
const DAY_MS = 86_400_000

/** Seeds a scheduled campaign at today's price. */
export async function seedPlanned(
  { name, workspaceId, actorId }: Of,
  people: readonly Person[],
  planned: PlannedCampaign & { number: number; listName: string },
): Promise<void> {
  const template = library.find(({ key }) => key === 'email-market-update')
  const id = seedId(name, 'planned', planned.number)
  const at = new TZDate(Date.now() + planned.inDays * DAY_MS, ZONE).setHours(planned.hour, 30, 0, 0)
  await system()
    .insert(campaigns)
    .values({
      workspaceId,
      id,
      name: planned.name,
      listId: planned.list === null ? null : seedId(name, 'list', planned.list),
      listName: planned.listName,
      subject: planned.name,
      body: template?.body ?? 'News',
      details: { area: 'Green Lake', figure: 'a median of $612,000', agent_name: 'Olivia Hart' },
      status: 'scheduled',
      scheduledAt: new Date(at),
      recipients: people.length,
      quotedCredits: planned.isCounted ? 0 : costUnder(await getRateCard(), 'campaign.send', people.length),
      createdBy: actorId,
    })
  await system()
    .insert(campaignRecipients)
    .values(
      people.map((person, i) => ({
        workspaceId,
        campaignId: id,
        position: i + 1,
        contactId: person.id,
        email: person.email,
        firstName: person.firstName,
        lastName: person.lastName,
      })),
    )
}
