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

/** Moves the demo clock forward. */
export const advanceDemoTime = workspaceAction(
  'advanceDemoTime',
  { input: AdvanceInput, permission: 'demo.advance', revalidate: ['/dashboard'] },
  async (ctx, input) => {
    const { moved, now } = await advanceTime(ctx, input)
    const time = formatDateTime(now, input.timeZone)
    return {
      message: moved
        ? `The demo clock is now at ${time}.`
        : `Someone else already moved the demo clock. It is now at ${time}.`,
    }
  },
)
