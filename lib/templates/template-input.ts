import { z } from 'zod'
import { templateKinds } from '@/db/schema/work/templates'
import { isRefusal } from '@/lib/core/errors'
import { unfairMessage } from '@/lib/core/text/fair-housing'
import { compile } from './render/compile'
import { plainWordsOf } from './render/markup'
import { blockProblem } from './shared/blocks'

export const MAX_BODY_LENGTH = 20_000

/** A text whose merge fields are all valid, in wording that fair housing law allows (R46). */
const Merged = z.string().superRefine((text, context) => {
  try {
    compile(text)
  } catch (error) {
    if (!isRefusal(error)) throw error
    context.addIssue({ code: 'custom', message: error.publicMessage })
  }
  // Also as recipients read it: markup could separate words.
  const unfair = unfairMessage(text, plainWordsOf(text))
  if (unfair) context.addIssue({ code: 'custom', message: unfair })
})

export const TemplateInput = z
  .object({
    id: z.uuid(),
    kind: z.enum(templateKinds),
    name: z.string().trim().min(1, 'Enter a name.').max(80),
    subject: z.string().trim().max(150).pipe(Merged),
    body: z.string().trim().min(1, 'Enter some content.').max(MAX_BODY_LENGTH).pipe(Merged),
  })
  .superRefine(({ kind, body }, context) => {
    const problem = kind === 'email' ? blockProblem(body) : null
    if (problem) context.addIssue({ code: 'custom', path: ['body'], message: problem })
  })
  .refine(({ kind, subject }) => kind === 'social' || subject !== '', {
    path: ['subject'],
    message: 'Enter a subject.',
  })
  .transform((input) => (input.kind === 'social' ? { ...input, subject: '' } : input))
export type TemplateInput = z.output<typeof TemplateInput>

export const SenderInput = z.object({
  replyTo: z.string().trim().toLowerCase().max(254).pipe(z.email('Enter a valid email address.')),
  phone: z.string().trim().max(40),
  website: z
    .string()
    .trim()
    .max(200)
    .refine((text) => text === '' || /^https?:\/\/\S+$/.test(text), 'Start the website with https://'),
  postalAddress: z.string().trim().max(200),
})
