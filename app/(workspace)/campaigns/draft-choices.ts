import type { ListChoice, TemplateChoice } from '@/components/campaigns/draft-form'
import { mailableContacts } from '@/lib/campaigns/recipients'
import { contactListsOf } from '@/lib/contacts/lists'
import type { WorkspaceContext } from '@/lib/core/context'
import { compile } from '@/lib/templates/compile'
import { mergeFields } from '@/lib/templates/merge-fields'
import { listTemplates } from '@/lib/templates/templates'

export const detailFields = mergeFields.filter(({ of }) => of === 'details')

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
      fields: fieldsIn(subject, body),
    })),
    lists: [...lists, { id: '', name: 'All contacts', mailable: all }].map(({ id, name, mailable }) => ({
      id,
      name,
      mailable,
    })),
  }
}

export const fieldsIn = (subject: string, body: string) => compile(`${subject}\n${body}`).fields
