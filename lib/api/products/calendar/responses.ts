import { z } from 'zod'
import { campaignStatuses } from '@/db/schema/work/campaigns'
import { postStatuses } from '@/db/schema/work/posts'
import { day, instant, rowId, whole } from '../parts'

const item = {
  id: rowId,
  title: z.string(),
  at: instant,
  credits: whole
    .nullable()
    .describe('Planned or charged; null while unknown, and for posts, which are paid already'),
  recipients: whole.describe('Of a campaign'),
  unpaid: z.boolean().describe('The balance will not cover it when its time comes'),
}

const Calendar = z.strictObject({
  from: day,
  to: day,
  timeZone: z.string(),
  unit: z
    .enum(['credits', 'emails'])
    .describe('What scheduled campaigns use: credits, or the email limit of the plan'),
  items: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('campaign'), status: z.enum(campaignStatuses), ...item }),
        z.strictObject({
          kind: z.literal('post'),
          status: z.enum(postStatuses),
          isDue: z.boolean(),
          ...item,
        }),
      ]),
    )
    .describe('Sent and scheduled, earliest first'),
  planned: z
    .strictObject({ count: whole, amount: whole })
    .describe('Everything scheduled, also outside these days, in the unit'),
  left: whole.nullable().describe('Left now, in the unit'),
  shortage: z
    .strictObject({ title: z.string(), day, needed: whole, left: whole.nullable() })
    .nullable()
    .describe('The first campaign that will not be covered'),
})

export const calendarResponses = { Calendar }
