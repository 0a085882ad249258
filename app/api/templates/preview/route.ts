import { z } from 'zod'
import { limitedJson } from '@/app/_lib/routes/limited-body'
import { noInput, workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { templateKinds } from '@/db/schema/work/templates'
import { Refusal } from '@/lib/core/errors'
import { previewTemplate } from '@/lib/templates/render/preview'
import { MAX_BODY_LENGTH } from '@/lib/templates/template-input'

const Content = z.object({
  kind: z.enum(templateKinds),
  subject: z.string().max(150),
  body: z.string().max(MAX_BODY_LENGTH),
})
/** A character can take up to six bytes when it is escaped. */
const MAX_BYTES = MAX_BODY_LENGTH * 6 + 2_000

/** Preview of a template being edited; nothing is stored. */
export const POST = workspaceRoute(
  { permission: 'workspace.read', input: noInput },
  async (ctx, _, request) => {
    const content = Content.safeParse(await limitedJson(request, MAX_BYTES))
    if (!content.success)
      throw new Refusal(
        'input',
        'The preview needs the kind, subject and body of a template. Reload the page and try again.',
      )
    return previewTemplate(ctx, content.data)
  },
)
