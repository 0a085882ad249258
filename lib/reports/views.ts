import type { reportStatuses } from '@/db/schema/work/reports'
import type { WorkView } from '@/lib/paid-work/view'
import type { Figures } from './figures/figures'

/** Plain data that the pages about reports draw. Instants are ISO; days are ISO days. */

type ReportStatus = (typeof reportStatuses)[number]

type ReportSummary = {
  id: string
  areaName: string
  periodFrom: string
  periodTo: string
  status: ReportStatus
  progressPercent: number
  createdAt: string
}

/** A finished report in a list: what its page says first. */
export type ReportGlance = {
  medianPriceUsd: number
  /** Against the previous period. Null if it can't be compared. */
  changePercent: number | null
  currency: string
  monthlyMediansUsd: (number | null)[]
}

/** A row of the library. */
export type ReportRow = ReportSummary & {
  /** What a member called it. */
  title: string | null
  /** Null until the report is ready, or if the period does not have enough sales for a median. */
  glance: ReportGlance | null
}

export type ReportView = ReportSummary &
  WorkView<ReportStatus> & {
    /** Whose agent card is shown with it. */
    authorId: number
    /** What a member called it; null: it is named for its area. */
    title: string | null
    result: { figures: Figures; summary: string; model: string } | null
  }
