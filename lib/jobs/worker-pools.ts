import type { QueueName } from './queues'

/**
 * How many jobs of a kind one process runs at a time, and how many of them may belong to one workspace across all
 * processes, so that other workspaces get their turn even if every job of one workspace hangs (R41).
 */
const POOLS: Partial<Record<QueueName, { workers: number; ofOneWorkspace: number }>> = {
  'report-make': { workers: 3, ofOneWorkspace: 2 },
  'valuation-make': { workers: 3, ofOneWorkspace: 2 },
  // Each may hold a photo in memory.
  'image-make': { workers: 2, ofOneWorkspace: 1 },
  // Both hold a data set in memory.
  'sales-import': { workers: 2, ofOneWorkspace: 1 },
  'sales-train': { workers: 1, ofOneWorkspace: 1 },
  'campaign-send': { workers: 4, ofOneWorkspace: 2 },
  'post-deliver': { workers: 6, ofOneWorkspace: 2 },
  // Most of the time they wait for a receiver.
  'webhook-deliver': { workers: 6, ofOneWorkspace: 2 },
  'feed-import': { workers: 2, ofOneWorkspace: 1 },
  // They mostly wait for a CRM.
  'feed-pull': { workers: 6, ofOneWorkspace: 2 },
  'feed-posts': { workers: 3, ofOneWorkspace: 1 },
  'notification-mail': { workers: 4, ofOneWorkspace: 2 },
  'invitation-mail': { workers: 3, ofOneWorkspace: 1 },
}

export type WorkerPool = {
  workers: number
  pollSeconds: number
  /** Options of pg-boss for each fetch. */
  fetch: { groupConcurrency?: number }
}

/** Work that people wait for is polled every second; sweeps every 5 seconds. */
export function poolOf(queue: QueueName): WorkerPool {
  const pool = POOLS[queue]
  if (!pool) return { workers: 1, pollSeconds: 5, fetch: {} }
  return { workers: pool.workers, pollSeconds: 1, fetch: { groupConcurrency: pool.ofOneWorkspace } }
}
