/** How long a deleted workspace is kept before everything but its ledger is erased (lib/retention/erase-workspace.ts). */
export const GRACE_DAYS = 30
