import { system } from '@/db/client'
import { problemCases } from '@/db/schema'
import { findHold } from '@/lib/credits/read/find-hold'
import { findWork } from '@/lib/paid-work/rows'
import type { WorkKind } from '@/lib/paid-work/tables'
import { paidWork } from '@/lib/paid-work-kinds/registry'
import type { Past, PastWork } from './past.ts'
import { seedId } from './random.ts'

const HOUR_MS = 3_600_000

type Told = Pick<typeof problemCases.$inferInsert, 'reason' | 'words' | 'answer'>

const ANSWERED: Told = {
  reason: 'wrong-facts',
  words: 'The report says 61 homes were sold, but we count 58 in our own records.',
  answer:
    'Three of the sales are new homes that closed in the last week of the period. They are in the county’s records, so we count them.',
}
const OPEN: Told = {
  reason: 'not-as-asked',
  words: 'We asked for a picture at dusk with the porch light on. It shows the home at noon.',
}

/** Seeds two reported problems: one that was answered, and one that waits for the operators. */
export async function seedCases(workspaceId: number, { reports, images }: Past): Promise<void> {
  await seedCase(workspaceId, 'report', reports.at(-1), ANSWERED)
  await seedCase(workspaceId, 'image', images.at(-1), OPEN)
}

async function seedCase(workspaceId: number, workKind: WorkKind, past: PastWork | undefined, told: Told) {
  const row = past && (await findWork(paidWork[workKind], workspaceId, past.id))
  if (!past || row?.status !== 'ready') return
  const hold = await findHold(workspaceId, past.holdId)
  const openedAt = new Date(past.at + HOUR_MS)
  await system()
    .insert(problemCases)
    .values({
      ...{ workspaceId, id: seedId('case', past.id), workKind, workId: past.id, holdId: past.holdId },
      ...{ title: paidWork[workKind].titleOf(row), costCredits: hold?.captured ?? 0, openedBy: past.actorId },
      ...{ ...told, openedAt },
      ...(told.answer && { status: 'answered' as const, decidedAt: new Date(past.at + 3 * HOUR_MS) }),
    })
}
