import type postgres from 'postgres'
import type { Baseline } from './baseline.ts'
import type { Report } from './report.ts'

/** What a workload gets. */
export type Bench = {
  /** An owner's connection, for creating and inspecting data. */
  sql: postgres.Sql
  /** Null on a database that was given: only its own figures are measured there. */
  baseline: Baseline | null
  report: Report
  size: Size
  /** Profiles the server instead of measuring it. */
  profiled: boolean
  /** Visits pages with a browser on a slow phone instead of loading the server. */
  onPhone: boolean
  /** Web processes of the product; as many as `npm start` gives it by default. */
  webProcesses: number | undefined
}

export type Size = {
  rounds: number
  roundMs: number
  /** Number of workspaces that the distributed charges use. */
  spreadWorkspaces: number
  /** Number of entries in the long statement; the short one has 10,000. */
  longStatementEntries: number
  idleWorkspaces: number
  /** Number of charges whose disk usage is measured. */
  diskCharges: number
  /** Number of listings in one file. */
  feedListings: number
  /** Number of people a campaign is sent to. */
  campaignRecipients: number
}

export const fullSize: Size = {
  rounds: 7,
  roundMs: 2_000,
  spreadWorkspaces: 10_000,
  longStatementEntries: 10_000_000,
  idleWorkspaces: 1_000_000,
  diskCharges: 500_000,
  feedListings: 10_000,
  campaignRecipients: 5_000,
}

/** To see that everything works, and the direction of a change. */
export const quickSize: Size = {
  rounds: 3,
  roundMs: 1_000,
  spreadWorkspaces: 10_000,
  longStatementEntries: 500_000,
  idleWorkspaces: 50_000,
  diskCharges: 100_000,
  feedListings: 1_000,
  campaignRecipients: 1_000,
}
