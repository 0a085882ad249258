import { z } from 'zod'
import { templateKinds } from '@/db/schema/work/templates'
import { instant, rowId } from '../parts'

const Template = z.strictObject({
  id: rowId,
  kind: z.enum(templateKinds),
  name: z.string(),
  subject: z.string(),
  body: z.string().describe('With merge fields such as {{ first_name }}'),
  changedAt: instant,
})

export const templateResponses = { Template, TemplateList: z.strictObject({ items: z.array(Template) }) }
