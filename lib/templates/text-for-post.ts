import type { WorkspaceContext } from '@/lib/core/context'
import { readBranding } from './branding'
import { postText } from './letter'
import { mergeFields } from './merge-fields'

/** A social template as a text to go on from: what only its writer knows stands in brackets, to be filled in. */
export async function textForPost({ workspaceId }: WorkspaceContext, body: string): Promise<string> {
  const open = mergeFields
    .filter(({ of }) => of !== 'agency')
    .map(({ name, label }) => [name, `[${label}]`] as const)
  return postText(body, Object.fromEntries(open), await readBranding({ workspaceId })).trim()
}
