import { z } from 'zod'
import { rescheduleCampaign } from '@/lib/campaigns/drafts/reschedule-campaign'
import type { WorkspaceContext } from '@/lib/core/context'
import { reschedulePost } from '@/lib/posts/decide-post'

export const MoveInput = z.object({
  kind: z.enum(['campaign', 'post']),
  /** A listing's post has a hash for an id, which `z.uuid` refuses. */
  id: z.guid(),
  /** As a date and time field writes it, in the workspace's time zone. */
  to: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Choose a day and a time.'),
})
export type MoveInput = z.output<typeof MoveInput>

/** Gives what waits on the calendar another time. @throws Refusal what the item's own verb refuses */
export async function moveItem(
  ctx: WorkspaceContext,
  { kind, id, to }: MoveInput,
): Promise<{ at: Date; timeZone: string }> {
  const verb = kind === 'campaign' ? rescheduleCampaign : reschedulePost
  return verb(ctx, { id, sendAt: to })
}
