import { ownName } from '@/lib/auth/person-name'
import type { WorkspaceContext } from '@/lib/core/context'
import { mergeFields } from '../merge-fields'
import { readBranding } from './branding'
import { renderPost } from './write-email'

/**
 * The text of a social template, ready to edit. Details that only the writer knows, and sender details that the agency
 * hasn’t entered, are shown in brackets.
 */
export async function createPostText(ctx: WorkspaceContext, body: string): Promise<string> {
  const [branding, agentName] = await Promise.all([readBranding(ctx), ownName(ctx)])
  const placeholders = mergeFields.map(({ name, label }) => [name, `[${label}]`] as const)
  const values = { ...Object.fromEntries(placeholders), ...(agentName && { agent_name: agentName }) }
  return renderPost(body, values, branding).trim()
}
