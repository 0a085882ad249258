import { campaigns, images, posts, reports, valuations } from '@/db/schema'

/** The table of each kind of paid work. A new kind starts here; the compiler then reports what is missing. */
export const workTables = { report: reports, valuation: valuations, image: images } as const

export type WorkKind = keyof typeof workTables

/**
 * Every table whose rows settle their own hold, by its name in the ledger. The sweep of holds skips these holds as long as
 * their row exists (lib/metering/holds/sweep-holds.ts).
 */
export const holdOwners = { ...workTables, campaign: campaigns, listing: posts } as const
