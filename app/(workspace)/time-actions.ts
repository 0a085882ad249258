'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { formatDateTime } from '@/lib/core/text/format'
import { wholeNumber } from '@/lib/core/text/input'
import { advanceTime, timeSteps } from '@/lib/time-machine/advance-time'

const AdvanceInput = z.object({
  step: z.enum(timeSteps),
  seenSkippedSeconds: wholeNumber,
  timeZone: z.string().max(60),
})

/** Moves the time of the demo on. */
export const advanceDemoTime = workspaceAction(
  'advanceDemoTime',
  { input: AdvanceInput, permission: 'demo.advance', revalidate: ['/dashboard'] },
  async (ctx, input) => {
    const { moved, now } = await advanceTime(ctx, input)
    const words = `It is ${formatDateTime(now, input.timeZone)}`
    return { message: moved ? `${words} now.` : `${words}: time had been moved on already.` }
  },
)
