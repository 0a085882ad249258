/** How long a deleted workspace is kept before everything but its ledger is erased (lib/retention/erase-workspace.ts). */
export const GRACE_DAYS = 30

/** From then on, the data of a workspace that was deleted at this time can be erased. */
export const erasedFrom = (deletedAt: Date): Date => new Date(deletedAt.getTime() + GRACE_DAYS * 86_400_000)
