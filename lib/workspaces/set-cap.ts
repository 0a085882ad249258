import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { marketNow } from '@/db/product-time'
import { creditCaps } from '@/db/schema'
import { capKinds } from '@/db/schema/caps'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { actionOfId } from '@/lib/credits/actions'
import { mustOwn, withLockedMembers } from './locked-members'

export const CapInput = z.object({
  kind: z.enum(capKinds),
  subject: z.coerce.number().int().positive().max(2_147_483_647),
  /** Empty: no cap. */
  mostCredits: z.union([
    z.literal('').transform(() => null),
    z.coerce.number('Give a whole number.').int('Give a whole number.').min(0).max(1_000_000),
  ]),
})
export type CapInput = z.output<typeof CapInput>

export const CAP_SET = 'cap.set'

/**
 * Says how much a member, or everybody with one action, may spend in a cycle. Who said so, and what it was before, is
 * kept with it. The same again changes nothing.
 * @throws Refusal `forbidden`, `not-found`
 */
export async function setCap(ctx: WorkspaceContext, { kind, subject, mostCredits }: CapInput): Promise<void> {
  const { workspaceId } = ctx
  await withLockedMembers(ctx, async ({ tx, actorRole, roleOf, audit }) => {
    mustOwn(actorRole, 'caps.manage')
    if (kind === 'member') roleOf(subject)
    else if (actionOfId(subject) === null) throw notFound('action')
    const here = and(
      eq(creditCaps.workspaceId, workspaceId),
      eq(creditCaps.kind, kind),
      eq(creditCaps.subject, subject),
    )
    const [before] = await tx.select().from(creditCaps).where(here)
    if ((before?.mostCredits ?? null) === mostCredits) return
    await audit(CAP_SET, { kind, subject, from: before?.mostCredits ?? null, to: mostCredits })
    if (mostCredits === null) {
      await tx.delete(creditCaps).where(here)
      return
    }
    await tx
      .insert(creditCaps)
      .values({ workspaceId, kind, subject, mostCredits })
      .onConflictDoUpdate({
        target: [creditCaps.workspaceId, creditCaps.kind, creditCaps.subject],
        set: { mostCredits, setAt: marketNow },
      })
  })
}
