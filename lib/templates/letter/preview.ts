import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'
import { exampleValues, type MergeValues, mergeFields } from '../merge-fields'
import type { Preview, TemplateWords } from '../views'
import { readBranding } from './branding'
import { letterWriter, postText } from './letter'

/** In place of what the agency has not said of itself. */
const agencyLabels: MergeValues = Object.fromEntries(
  mergeFields.filter(({ of }) => of === 'agency').map(({ name, label }) => [name, `[${label}]`]),
)

/** A template as it would look, with examples where nothing is known; a field that cannot be read is told in words. */
export async function previewTemplate(
  ctx: WorkspaceContext,
  words: Omit<TemplateWords, 'name'>,
  values: MergeValues = exampleValues,
): Promise<Preview> {
  const branding = await readBranding(ctx)
  try {
    if (words.kind === 'email') return letterWriter(words, branding, 'page')(values, '#')
    return { subject: '', html: '', text: postText(words.body, { ...agencyLabels, ...values }, branding) }
  } catch (error) {
    if (isRefusal(error, 'template.field')) return { problem: error.publicMessage }
    throw error
  }
}
