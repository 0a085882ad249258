import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { creditHolds, users, valuations } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { DescribedHome } from './home-input'
import { isValuation } from './settle-valuation'
import type { Grounds, ValuationResult, ValuationStatus, ValuationView } from './views'

type Stored = typeof valuations.$inferSelect

/** A valuation as its page shows it, with the entry that paid for it (R10). */
export async function getValuation({ workspaceId }: WorkspaceContext, id: string): Promise<ValuationView> {
  const [found] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ valuation: valuations, name: users.name, email: users.email, hold: creditHolds })
      .from(valuations)
      .innerJoin(users, eq(users.id, valuations.createdBy))
      .leftJoin(
        creditHolds,
        and(eq(creditHolds.workspaceId, valuations.workspaceId), eq(creditHolds.id, valuations.holdId)),
      )
      .where(isValuation(workspaceId, id)),
  )
  if (!found) throw notFound('valuation')
  const { valuation, hold } = found
  const { label, zipCode, valuedOn, status, progressPercent, failure, givenBackFor } = valuation
  return {
    id,
    label,
    zipCode,
    valuedOn,
    status,
    progressPercent,
    failure,
    givenBackFor,
    home: DescribedHome.parse(valuation.home),
    createdAt: valuation.createdAt.toISOString(),
    createdBy: found.name || found.email,
    finishedAt: valuation.finishedAt?.toISOString() ?? null,
    result: status === 'ready' ? resultOf(valuation) : null,
    paid: hold && hold.entrySeq > 0 ? { credits: hold.captured, entrySeq: hold.entrySeq } : null,
  }
}

function resultOf({ estimateUsd, lowUsd, highUsd, confidence, grounds }: Stored): ValuationResult {
  assert(
    estimateUsd && lowUsd && highUsd && confidence,
    'the database promises that a ready valuation is whole',
  )
  // Written by makeValuation and by nobody else.
  return { estimateUsd, lowUsd, highUsd, confidence, grounds: grounds as Grounds }
}

/** The little that a page which waits for it needs. */
export async function valuationProgress(
  { workspaceId }: WorkspaceContext,
  id: string,
): Promise<{ status: ValuationStatus; progressPercent: number }> {
  const [found] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ status: valuations.status, progressPercent: valuations.progressPercent })
      .from(valuations)
      .where(isValuation(workspaceId, id)),
  )
  if (!found) throw notFound('valuation')
  return found
}
