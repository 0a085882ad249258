/**
 * A check re-derives one part of the ledger for the workspaces in $1 and returns the differences as rows (workspace_id,
 * what, expected, found). It is SQL over the entries and shares no code with the ledger that wrote them: a mistake
 * would have to be made twice, in two languages, to go unnoticed. If the database is sharded, the workspaces in $1 share a
 * shard, and a check in which each table is compared with $1 can be any SQL (R53).
 */
export type Check = { name: string; text: string }

/** More than anyone reads. A workspace with every row wrong must not fill the memory. */
export const MOST_DIFFERENCES_A_CHECK = 1_000
