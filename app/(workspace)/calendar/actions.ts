'use server'

import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { MoveInput, moveItem } from '@/lib/calendar/move-item'
import { formatDateTime } from '@/lib/core/text/format'

export const moveCalendarItem = workspaceAction(
  'moveCalendarItem',
  {
    input: MoveInput,
    permission: 'calendar.move',
    revalidate: ['/calendar', '/campaigns', '/posts', '/dashboard'],
  },
  async (ctx, input) => {
    const { at, timeZone } = await moveItem(ctx, input)
    return { message: `Moved to ${formatDateTime(at, timeZone)}.` }
  },
)
