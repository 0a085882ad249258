import { z } from 'zod'
import { limitedJson } from '@/app/_lib/routes/limited-body'
import { noInput, workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { templateKinds } from '@/db/schema/work/templates'
import { Refusal } from '@/lib/core/errors'
import { previewTemplate } from '@/lib/templates/render/preview'
import { MAX_BODY_LENGTH } from '@/lib/templates/template-input'

const Words = z.object({
  kind: z.enum(templateKinds),
  subject: z.string().max(150),
  body: z.string().max(MAX_BODY_LENGTH),
})
/** A character may take four bytes, and six more when it is escaped. */
const MOST_BYTES = MAX_BODY_LENGTH * 6 + 2_000

/** How a template looks that is being written; nothing is stored. */
export const POST = workspaceRoute(
  { permission: 'workspace.read', input: noInput },
  async (ctx, _, request) => {
    const words = Words.safeParse(await limitedJson(request, MOST_BYTES))
    if (!words.success) throw new Refusal('input', 'A preview takes kind, subject and body of a template.')
    return previewTemplate(ctx, words.data)
  },
)
