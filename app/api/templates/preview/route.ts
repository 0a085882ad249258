import { z } from 'zod'
import { limitedText } from '@/app/_lib/limited-body'
import { noInput, workspaceRoute } from '@/app/_lib/workspace-route'
import { previewTemplate } from '@/lib/templates/preview'
import { LONGEST_BODY } from '@/lib/templates/template-input'

const Words = z.object({
  kind: z.enum(['email', 'social']),
  subject: z.string().max(150),
  body: z.string().max(LONGEST_BODY),
})
/** A character may take four bytes, and six more when it is escaped. */
const MOST_BYTES = LONGEST_BODY * 6 + 2_000

/** How a template looks that is being written; nothing is stored. */
export const POST = workspaceRoute(
  { permission: 'workspace.read', input: noInput },
  async (ctx, _, request) => {
    const given: unknown = JSON.parse(await limitedText(request, MOST_BYTES))
    return previewTemplate(ctx, Words.parse(given))
  },
)
