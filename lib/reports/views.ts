import type { reportStatuses } from '@/db/schema/work/reports'
import type { WorkView } from '@/lib/paid-work/view'
import type { Figures } from './figures/figures'

/** Plain data that the pages about reports draw. Instants are ISO; days are ISO days. */

type ReportStatus = (typeof reportStatuses)[number]

export type ReportRow = {
  id: string
  areaName: string
  periodFrom: string
  periodTo: string
  status: ReportStatus
  progressPercent: number
  createdAt: string
}

export type ReportView = ReportRow &
  WorkView<ReportStatus> & { result: { figures: Figures; summary: string; model: string } | null }
