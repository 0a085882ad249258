'use server'

import { IdInput } from '@/app/_lib/actions/inputs'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { createKey } from '@/lib/api/keys/create-key'
import { KeyInput, RotateInput } from '@/lib/api/keys/key-input'
import { revokeKey } from '@/lib/api/keys/revoke-key'
import { rotateKey } from '@/lib/api/keys/rotate-key'

const permission = 'keys.manage'
const revalidate = ['/workspace-settings']

export const createApiKey = workspaceAction(
  'createApiKey',
  { input: KeyInput, permission, revalidate },
  async (ctx, input) => {
    const { key } = await createKey(ctx, input)
    return { data: { key } }
  },
)

export const rotateApiKey = workspaceAction(
  'rotateApiKey',
  { input: RotateInput, permission, revalidate },
  async (ctx, input) => {
    const { key } = await rotateKey(ctx, input)
    return { data: { key } }
  },
)

export const revokeApiKey = workspaceAction(
  'revokeApiKey',
  // Revoking a key needs no recent sign-in, so that it is never delayed.
  { input: IdInput, permission, revalidate, recentSignIn: false },
  async (ctx, input) => {
    await revokeKey(ctx, input)
    return { message: 'API key revoked.' }
  },
)
