import { campaigns, images, posts, reports, valuations } from '@/db/schema'

/** Where each kind of paid work is stored. A new kind starts here; the compiler then asks for the rest. */
export const workTables = { report: reports, valuation: valuations, image: images } as const

export type WorkKind = keyof typeof workTables

/**
 * Every table whose rows settle their own hold, by what the ledger calls them. The sweep of holds leaves these holds
 * alone as long as their row is there (lib/metering/holds/sweep-holds.ts).
 */
export const holdOwners = { ...workTables, campaign: campaigns, listing: posts } as const
