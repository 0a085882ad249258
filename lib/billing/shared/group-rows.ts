import type { StatementGroup, StatementPage, StatementRow } from '../views.ts'

/** Neighboring entries of one campaign, or of one file of a feed, as one row with their total. */
export type RowGroup = StatementGroup & {
  /** Newest first, each with its own balance. */
  rows: StatementRow[]
  amountCredits: number
  /** The balance after the newest of them. */
  balanceAfterCredits: number
  /** More of the group is on the page with newer or older entries: the total is of this page. */
  continues: boolean
}

export type GroupedRow = StatementRow | RowGroup

export const isGroup = (row: GroupedRow): row is RowGroup => 'rows' in row

/**
 * Groups the rows of a page. Only neighbors are grouped, so the balances of the page still follow each other, and the
 * amounts of the page still add up. A single charge of a campaign is a group of one, because its hold explains it.
 */
export function groupRows({ rows, continues }: Pick<StatementPage, 'rows' | 'continues'>): GroupedRow[] {
  const runs: StatementRow[][] = []
  for (const row of rows) {
    const run = runs.at(-1)
    if (run && row.group && run[0]?.group?.key === row.group.key) run.push(row)
    else runs.push([row])
  }
  return runs.flatMap((run, i): GroupedRow[] => {
    const [newest] = run
    if (!newest?.group || (run.length === 1 && !newest.hold)) return run
    return [
      {
        ...newest.group,
        rows: run,
        amountCredits: run.reduce((sum, { amountCredits }) => sum + amountCredits, 0),
        balanceAfterCredits: newest.balanceAfterCredits,
        continues: (i === 0 && continues.newer) || (i === runs.length - 1 && continues.older),
      },
    ]
  })
}
