'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { saveSender } from '@/lib/templates/letter/branding'
import { sendTestEmail } from '@/lib/templates/send-test'
import { SenderInput, TemplateInput } from '@/lib/templates/template-input'
import { deleteTemplate, duplicateTemplate, saveTemplate, startFromLibrary } from '@/lib/templates/templates'

const ROOM = ['/templates', '/templates/[id]']

export const start = workspaceAction(
  { input: z.object({ id: z.uuid(), key: z.string().max(60) }), permission: 'work.create', revalidate: ROOM },
  async (ctx, input) => ({ redirectTo: `/templates/${(await startFromLibrary(ctx, input)).id}` }),
)

/** The one form of a template: keep it, or see it in one's own inbox first. */
export const keepOrTest = workspaceAction(
  {
    input: z.intersection(TemplateInput, z.object({ intent: z.enum(['save', 'test']) })),
    permission: 'work.create',
    revalidate: ROOM,
  },
  async (ctx, { intent, ...input }) => {
    if (intent === 'test')
      return { message: `A test is on its way to ${(await sendTestEmail(ctx, input)).to}.` }
    await saveTemplate(ctx, input)
    return { message: 'Saved.' }
  },
)

export const duplicate = workspaceAction(
  { input: z.object({ id: z.uuid(), fromId: z.uuid() }), permission: 'work.create', revalidate: ROOM },
  async (ctx, input) => ({ redirectTo: `/templates/${(await duplicateTemplate(ctx, input)).id}` }),
)

export const remove = workspaceAction(
  { input: z.object({ id: z.uuid() }), permission: 'work.create', revalidate: ROOM },
  async (ctx, input) => {
    await deleteTemplate(ctx, input)
    return { redirectTo: '/templates' }
  },
)

export const keepSender = workspaceAction(
  { input: SenderInput, permission: 'workspace.manage', revalidate: ['/templates/sender', ...ROOM] },
  async (ctx, input) => {
    await saveSender(ctx, input)
    return { message: 'Saved. New mails look like this from now on.' }
  },
)
