import type postgres from 'postgres'
import type { Report } from './report.ts'
import type { Yardstick } from './yardstick.ts'

/** What a workload is given. */
export type Bench = {
  /** An owner's connection, for making data and for looking at it. */
  sql: postgres.Sql
  yardstick: Yardstick
  report: Report
  size: Size
}

export type Size = {
  rounds: number
  roundMs: number
  /** Workspaces that the spread charges go to. */
  spreadWorkspaces: number
  /** Entries of the long statement; the short one has 10,000. */
  longStatementEntries: number
  idleWorkspaces: number
  /** Charges whose place on the disk is measured. */
  diskCharges: number
  /** Listings of one file. */
  feedListings: number
}

export const fullSize: Size = {
  rounds: 7,
  roundMs: 2_000,
  spreadWorkspaces: 10_000,
  longStatementEntries: 10_000_000,
  idleWorkspaces: 1_000_000,
  diskCharges: 500_000,
  feedListings: 10_000,
}

/** To see that all of it works, and which way a change goes. */
export const quickSize: Size = {
  rounds: 3,
  roundMs: 1_000,
  spreadWorkspaces: 10_000,
  longStatementEntries: 500_000,
  idleWorkspaces: 50_000,
  diskCharges: 100_000,
  feedListings: 1_000,
}
