import { system } from '@/db/client'
import { recurringReports } from '@/db/schema'
import { library } from '@/lib/templates/library'
import { seedId } from './random.ts'

type Of = { name: string; workspaceId: number; actorId: number }

const DAY_MS = 86_400_000

/** Seeds a recurring report that a member paused, so that it spends nothing until someone resumes it. */
export async function seedRecurring({ name, workspaceId, actorId }: Of, listName: string): Promise<void> {
  const template = library.find(({ key }) => key === 'email-market-report')
  await system()
    .insert(recurringReports)
    .values({
      ...{ workspaceId, id: seedId(name, 'recurring', 0), name: 'Green Lake every month' },
      ...{ area: { kind: 'zip', zipCode: '98103' }, periodDays: 90 },
      ...{ listId: seedId(name, 'list', 0), listName },
      subject: template?.subject ?? 'The market in {{ area }}',
      body: template?.body ?? '{{ figure }} {{ report_url }}',
      details: { agent_name: 'Olivia Hart' },
      ...{ dayOfMonth: 1, timeOfDay: '09:00', nextRunAt: new Date(Date.now() + 30 * DAY_MS) },
      ...{ status: 'paused', confirmedBy: actorId, createdBy: actorId },
    })
}
