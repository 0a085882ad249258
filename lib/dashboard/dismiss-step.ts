import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { auditEvents, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { firstStepKeys } from './views'

export const StepInput = z.object({ step: z.enum(firstStepKeys) })
type Step = z.output<typeof StepInput>

/** Hides a first step for everyone in the workspace. Dismissing twice is dismissing once. */
export async function dismissStep({ workspaceId, userId }: WorkspaceContext, { step }: Step): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const changed = await tx
      .update(workspaces)
      .set({ dismissedSteps: sql`array_append(${workspaces.dismissedSteps}, ${step})` })
      .where(and(eq(workspaces.id, workspaceId), sql`not ${step} = any (${workspaces.dismissedSteps})`))
      .returning({ id: workspaces.id })
    if (changed.length > 0)
      await tx
        .insert(auditEvents)
        .values({ workspaceId, actorId: userId, verb: 'workspace.dismiss-step', detail: { step } })
  })
}
