import { notFound } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { getCampaign } from '@/lib/campaigns/get-campaign'
import { isRefusal } from '@/lib/core/errors'

/** Loaded once per request, for the title and the page. */
export const loadCampaign = cache(async (id: string) => {
  const workspace = await requireWorkspace()
  if (!z.uuid().safeParse(id).success) notFound()
  return getCampaign(workspace, id).catch((error) => {
    if (isRefusal(error, 'not-found')) notFound()
    throw error
  })
})
