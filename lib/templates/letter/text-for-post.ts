import type { WorkspaceContext } from '@/lib/core/context'
import { ownName } from '@/lib/workspaces/own-name'
import { mergeFields } from '../merge-fields'
import { readBranding } from './branding'
import { postText } from './letter'

/**
 * A social template as a text to go on from: what only its writer knows is in brackets, to be filled in, and so is what
 * the agency has not said of itself.
 */
export async function textForPost(ctx: WorkspaceContext, body: string): Promise<string> {
  const [branding, agentName] = await Promise.all([readBranding(ctx), ownName(ctx)])
  const open = mergeFields.map(({ name, label }) => [name, `[${label}]`] as const)
  const values = { ...Object.fromEntries(open), ...(agentName && { agent_name: agentName }) }
  return postText(body, values, branding).trim()
}
