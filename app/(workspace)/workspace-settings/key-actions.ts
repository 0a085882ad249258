'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { KeyInput } from '@/lib/api/keys/key-input'
import { makeKey } from '@/lib/api/keys/make-key'
import { revokeKey } from '@/lib/api/keys/revoke-key'

const permission = 'keys.manage'
const revalidate = ['/workspace-settings']

export const make = workspaceAction({ input: KeyInput, permission, revalidate }, async (ctx, input) => {
  const { key } = await makeKey(ctx, input)
  return { data: { key } }
})

export const revoke = workspaceAction(
  // Ending a key is never delayed.
  { input: z.object({ id: z.uuid() }), permission, revalidate, recentSignIn: false },
  async (ctx, input) => {
    await revokeKey(ctx, input)
    return { message: 'The key is revoked.' }
  },
)
