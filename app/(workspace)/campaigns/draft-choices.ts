import type { ListChoice, TemplateChoice, UsedFields } from '@/components/campaigns/draft-form'
import { mailableContacts } from '@/lib/campaigns/sending/recipients'
import { contactListsOf } from '@/lib/contacts/lists'
import type { WorkspaceContext } from '@/lib/core/context'
import { blankFields, compile } from '@/lib/templates/letter/compile'
import { mergeFields } from '@/lib/templates/merge-fields'
import { listTemplates } from '@/lib/templates/templates'

/** What a draft can say of its merge fields; everyone has an address. */
export const detailFields = mergeFields.filter(({ of, name }) => of !== 'agency' && name !== 'email')

/** What a campaign can be made of. */
export async function draftChoices(
  ctx: WorkspaceContext,
): Promise<{ templates: TemplateChoice[]; lists: ListChoice[] }> {
  const [templates, lists, all] = await Promise.all([
    listTemplates(ctx, 'email'),
    contactListsOf(ctx),
    mailableContacts(ctx),
  ])
  return {
    templates: templates.map(({ id, name, subject, body }) => ({
      id,
      name,
      subject,
      used: fieldsIn(subject, body),
    })),
    lists: [...lists, { id: '', name: 'All contacts', mailable: all }].map(({ id, name, mailable }) => ({
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
