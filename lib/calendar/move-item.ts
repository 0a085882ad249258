import { z } from 'zod'
import { rescheduleCampaign } from '@/lib/campaigns/drafts/reschedule-campaign'
import type { WorkspaceContext } from '@/lib/core/context'
import { reschedulePost } from '@/lib/posts/decide-post'

export const MoveInput = z.object({
  kind: z.enum(['campaign', 'post']),
  /** A listing's post has a hash as its id, which `z.uuid` refuses. */
  id: z.guid(),
  /** As a datetime-local field sends it, in the workspace's time zone. */
  to: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Choose a date and time.'),
})
export type MoveInput = z.output<typeof MoveInput>

/** Reschedules an item. @throws Refusal as `rescheduleCampaign` and `reschedulePost` */
export async function moveItem(
  ctx: WorkspaceContext,
  { kind, id, to }: MoveInput,
): Promise<{ at: Date; timeZone: string }> {
  const reschedule = kind === 'campaign' ? rescheduleCampaign : reschedulePost
  return reschedule(ctx, { id, sendAt: to })
}
