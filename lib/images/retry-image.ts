import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { images } from '@/db/schema'
import { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { wholeNumber } from '@/lib/core/input'
import { beginImage } from './begin-image'
import { isImage } from './settle-image'

/** `id` is minted with the form, so that a second click is the same image (R12). */
export const RetryImageInput = z.object({
  id: z.uuid(),
  endedId: z.uuid(),
  quotedCredits: wholeNumber,
})

/**
 * The same image once more, after it failed or was cancelled; its price is asked anew, since nothing was charged.
 * @throws Refusal `not-found`, `image.not-ended`, and those of `reserve`
 */
export async function retryImage(
  ctx: WorkspaceContext,
  { id, endedId, quotedCredits }: z.output<typeof RetryImageInput>,
): Promise<{ id: string }> {
  const [ended] = await inWorkspace(ctx.workspaceId, (tx) =>
    tx.select().from(images).where(isImage(ctx.workspaceId, endedId)),
  )
  if (!ended) throw notFound('image')
  if (ended.status !== 'failed' && ended.status !== 'cancelled')
    throw new Refusal('image.not-ended', 'This image is being made or is ready. Reload the page to see it.')
  const { action, rootId, parentId, instruction, photoId } = ended
  const brief = ListingFacts.parse(ended.brief)
  return beginImage(ctx, { id, quotedCredits, action, brief, rootId, parentId, instruction, photoId })
}
