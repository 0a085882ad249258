import { notFound } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import type { WorkspaceContext } from '@/lib/core/context'
import { isRefusal } from '@/lib/core/errors'

/** Loads a piece of work for its page, or shows that it does not exist. Runs once per request: title and page share it. */
export const viewLoader = <View>(get: (ctx: WorkspaceContext, id: string) => Promise<View>) =>
  cache(async (id: string): Promise<View> => {
    const workspace = await requireWorkspace()
    if (!z.uuid().safeParse(id).success) notFound()
    return get(workspace, id).catch((error) => {
      if (isRefusal(error, 'not-found')) notFound()
      throw error
    })
  })
