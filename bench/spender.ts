import { closeLanes, post } from '@/lib/credits/post'
import { accepted, charge } from '@/lib/credits/testing'
import { drive } from './harness.ts'

/** A separate process that charges one workspace when told to, and reports the number of acknowledged charges. */
export type Spend = { workspaceId: number; callers: number; forMs: number }
export type Spent = { count: number; perSecond: number }

const log = (message: 'ready' | Spent) => process.send?.(message)

process.on('message', async ({ workspaceId, ...load }: Spend) => {
  const { count, perSecond } = await drive(load, async () => accepted(await post(workspaceId, charge(1))))
  log({ count, perSecond })
})
process.on('disconnect', () => void closeLanes())
// The channel keeps the process alive here.
process.channel?.ref()
log('ready')
