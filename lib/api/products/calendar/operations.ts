import { z } from 'zod'
import { shownSpans } from '@/lib/calendar/shown-days'
import { calendarDay } from '@/lib/core/text/input'
import type { Operation } from '../../operation'

export const calendarOperations = {
  calendar: {
    method: 'GET',
    path: '/calendar',
    scope: 'calendar.read',
    summary: 'List the sent and scheduled campaigns and posts of a month or week, and what is left for them',
    input: z.object({
      span: z.enum(shownSpans).default('month'),
      day: calendarDay().optional().describe('A day in the month or week; today if not given'),
    }),
    response: 'Calendar',
  },
} satisfies Record<string, Operation>
