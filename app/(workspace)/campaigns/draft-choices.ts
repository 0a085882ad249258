import type { ListChoice, TemplateChoice, UsedFields } from '@/components/campaigns/draft-fields'
import { countMailableContacts } from '@/lib/campaigns/sending/recipients'
import { listContactLists } from '@/lib/contacts/lists'
import type { WorkspaceContext } from '@/lib/core/context'
import { mergeFields } from '@/lib/templates/merge-fields'
import { blankFields, compile } from '@/lib/templates/render/compile'
import { listTemplates } from '@/lib/templates/templates'

/** The merge fields a campaign can set. Everyone has an email address. */
export const detailFields = mergeFields.filter(({ of, name }) => of !== 'agency' && name !== 'email')

/** The templates and lists to choose from. */
export async function loadDraftChoices(
  ctx: WorkspaceContext,
): Promise<{ templates: TemplateChoice[]; lists: ListChoice[] }> {
  const [templates, lists, total] = await Promise.all([
    listTemplates(ctx, 'email'),
    listContactLists(ctx),
    countMailableContacts(ctx),
  ])
  return {
    templates: templates.map(({ id, name, subject, body }) => ({
      id,
      name,
      subject,
      used: fieldsIn(subject, body),
    })),
    lists: [...lists, { id: '', name: 'All contacts', mailable: total }].map(({ id, name, mailable }) => ({
      id,
      name,
      mailable,
    })),
  }
}

export function fieldsIn(subject: string, body: string): UsedFields {
  const texts = [subject, body].map(compile)
  const each = (of: (text: (typeof texts)[number]) => string[]) => [...new Set(texts.flatMap(of))]
  return { fields: each(({ fields }) => fields), required: each((text) => blankFields(text, {})) }
}
