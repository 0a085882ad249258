'use server'

import { z } from 'zod'
import { IdInput } from '@/app/_lib/actions/inputs'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { saveSender as save } from '@/lib/templates/render/branding'
import { sendTestEmail } from '@/lib/templates/send-test'
import {
  checkSendingDomain as check,
  removeSendingDomain as removeDomain,
  SendingDomainInput,
  saveSendingDomain as saveDomain,
} from '@/lib/templates/sending-domain/sending-domain'
import { SenderInput, TemplateInput } from '@/lib/templates/template-input'
import {
  copyFromLibrary,
  duplicateTemplate as duplicate,
  deleteTemplate as remove,
  saveTemplate,
} from '@/lib/templates/templates'

const TEMPLATE_PATHS = ['/templates', '/templates/[id]']

export const createTemplate = workspaceAction(
  'createTemplate',
  {
    input: z.object({ id: z.uuid(), key: z.string().max(60) }),
    permission: 'templates.write',
    revalidate: TEMPLATE_PATHS,
  },
  async (ctx, input) => ({ redirectTo: `/templates/${(await copyFromLibrary(ctx, input)).id}` }),
)

/** The template form either saves the template or sends it to the member as a test email. */
export const saveTemplateOrSendTest = workspaceAction(
  'saveTemplateOrSendTest',
  {
    input: z.intersection(TemplateInput, z.object({ intent: z.enum(['save', 'test']) })),
    permission: 'templates.write',
    revalidate: TEMPLATE_PATHS,
  },
  async (ctx, { intent, ...input }) => {
    if (intent === 'test') return { message: `Test email sent to ${(await sendTestEmail(ctx, input)).to}.` }
    await saveTemplate(ctx, input)
    return { message: 'Saved.' }
  },
)

export const duplicateTemplate = workspaceAction(
  'duplicateTemplate',
  {
    input: z.object({ id: z.uuid(), fromId: z.uuid() }),
    permission: 'templates.write',
    revalidate: TEMPLATE_PATHS,
  },
  async (ctx, input) => ({ redirectTo: `/templates/${(await duplicate(ctx, input)).id}` }),
)

export const deleteTemplate = workspaceAction(
  'deleteTemplate',
  { input: IdInput, permission: 'templates.write', revalidate: TEMPLATE_PATHS },
  async (ctx, input) => {
    await remove(ctx, input)
    return { redirectTo: '/templates' }
  },
)

export const saveSender = workspaceAction(
  'saveSender',
  {
    input: SenderInput,
    permission: 'workspace.manage',
    revalidate: ['/templates/sender', ...TEMPLATE_PATHS],
  },
  async (ctx, input) => {
    await save(ctx, input)
    return { message: 'Saved. New emails will use these details.' }
  },
)

const DOMAIN_PATHS = ['/templates/sender']

export const saveSendingDomain = workspaceAction(
  'saveSendingDomain',
  { input: SendingDomainInput, permission: 'workspace.manage', revalidate: DOMAIN_PATHS },
  async (ctx, input) => {
    await saveDomain(ctx, input)
    return { message: 'Saved. Add the DNS records, then check them.' }
  },
)

export const checkSendingDomain = workspaceAction(
  'checkSendingDomain',
  { input: z.object({}), permission: 'workspace.manage', revalidate: DOMAIN_PATHS },
  async (ctx) => ({
    message: (await check(ctx)).isVerified
      ? 'Verified. Campaigns are sent from your domain.'
      : 'Some records are missing or different. DNS changes can take a few hours.',
  }),
)

export const removeSendingDomain = workspaceAction(
  'removeSendingDomain',
  { input: z.object({}), permission: 'workspace.manage', revalidate: DOMAIN_PATHS },
  async (ctx) => {
    await removeDomain(ctx)
    return { message: 'Removed. Campaigns are sent from our address.' }
  },
)
