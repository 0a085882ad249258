import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import { exampleValues, type MergeValues, mergeFields } from '../merge-fields'
import { emailTextParts } from '../merged-parts'
import type { Preview, TemplateContent } from '../views'
import { readBranding } from './branding'
import { createEmailWriter, renderPost } from './write-email'

/** Placeholders for sender details that the agency hasn’t entered. */
const agencyLabels: MergeValues = Object.fromEntries(
  mergeFields.filter(({ of }) => of === 'agency').map(({ name, label }) => [name, `[${label}]`]),
)

/** A rendered template with sample data. If a merge field is invalid, the result says what is wrong. */
export async function previewTemplate(
  ctx: WorkspaceContext,
  content: Omit<TemplateContent, 'name'>,
  values: MergeValues = exampleValues,
): Promise<Preview> {
  const branding = await readBranding(ctx)
  try {
    if (content.kind === 'email') {
      const email = createEmailWriter(content, branding, 'page')(values, '#')
      return { ...email, textParts: emailTextParts(content.body) }
    }
    return { subject: '', html: '', text: renderPost(content.body, { ...agencyLabels, ...values }, branding) }
  } catch (error) {
    if (isRefusal(error, 'template.field')) return { problem: error.publicMessage }
    throw error
  }
}
