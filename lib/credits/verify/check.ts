/**
 * A check re-derives one part of the books for the workspaces in $1 and answers where they differ, as rows
 * (workspace_id, what, expected, found). It is SQL over the entries, so it shares nothing with the plan that wrote
 * them: a mistake would have to be made twice, in two languages, to go unseen.
 */
export type Check = { name: string; text: string }

/** More than anyone reads: a workspace whose every row is wrong must not fill the memory. */
export const MOST_DIFFERENCES_A_CHECK = 1_000
