'use server'

import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { MoveInput, moveItem } from '@/lib/calendar/move-item'
import { formatDateTime } from '@/lib/core/text/format'

export const move = workspaceAction(
  {
    input: MoveInput,
    permission: 'work.create',
    revalidate: ['/calendar', '/campaigns', '/posts', '/dashboard'],
  },
  async (ctx, input) => {
    const { at, timeZone } = await moveItem(ctx, input)
    return { message: `Moved to ${formatDateTime(at, timeZone)}.` }
  },
)
