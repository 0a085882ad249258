import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { find } from '@/lib/finder/find'
import { readCosts } from '@/lib/finder/read-costs'
import type { FinderAnswer } from '@/lib/finder/views'

const Input = z.object({ search: z.string().trim().max(100).default('') })

/** For the finder and the New menu: what matches the search, and what new work costs. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: Input },
  async (ctx, { search }): Promise<FinderAnswer> => {
    const [found, costs] = await Promise.all([search ? find(ctx, search) : [], readCosts(ctx)])
    return { found, costs }
  },
)
