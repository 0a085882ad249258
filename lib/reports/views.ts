import type { reportStatuses } from '@/db/schema/reports'
import type { Figures } from './figures'

/** Plain data that the pages about reports draw. Instants are ISO; days are ISO days. */

export type ReportStatus = (typeof reportStatuses)[number]

export type ReportRow = {
  id: string
  areaName: string
  periodFrom: string
  periodTo: string
  status: ReportStatus
  progressPercent: number
  createdAt: string
}

export type ReportPage = {
  rows: ReportRow[]
  /** Give it as `before` to read on; null at the end. */
  nextBefore: string | null
}

export type ReportView = ReportRow & {
  createdBy: string
  finishedAt: string | null
  failure: string | null
  /** Why its credits were given back after it was paid. */
  givenBackFor: string | null
  result: { figures: Figures; summary: string; model: string } | null
  /** What it cost, and the number of the entry that says so; null while nothing was charged. */
  paid: { credits: number; entrySeq: number } | null
}
