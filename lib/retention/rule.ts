/**
 * What happens to the rows of one table (R45). Every table of the schema has a rule, and a test fails for one without.
 */
export type TableRule = {
  kept: Kept
  /** Of a workspace's tables: whether its export has the rows. A text says why not. */
  exported: Exported
  /** Of a workspace's tables: whether the rows are deleted with the workspace. A text says why they are kept. */
  erased: true | string
}

type Exported = true | string | { without: readonly string[] }

export type Kept =
  /** Deleted this many days after the time in the column `after`, where `where` holds as well. Oldest first. */
  | { days: number; after: string; where?: string }
  /** Deleted with the rows of another table. */
  | { with: string }
  /** Deleted by another job, which has its own reason for its own pace. */
  | { days: number; by: string; what?: string }
  /** Kept until a person deletes them, or until the workspace or account is erased. */
  | { until: string }
  /** Never deleted, and why. */
  | { forever: string }

const DAYS_PER_YEAR = 365
/** Why something happened is asked about within a year; a month more covers a yearly report. */
export const ABOUT_A_YEAR = 400
/** The period of business records in the countries we sell in. */
export const SEVEN_YEARS = 7 * DAYS_PER_YEAR + 2
