import { z } from 'zod'
import { calendarDay } from '@/lib/core/text/input'
import { SHARE_DAYS } from '@/lib/paid-work/sharing/share'
import { Area } from '@/lib/sales/area'
import type { Operation } from '../../operation'
import { IdPath, quotedCredits, saleSetId, WorkListInput } from '../parts'

const CreateReport = z.object({
  area: Area,
  saleSetId,
  periodFrom: calendarDay(),
  periodTo: calendarDay(),
  quotedCredits,
})
const ShareReport = IdPath.extend({ days: z.union(SHARE_DAYS.map((days) => z.literal(days))) })

export const reportOperations = {
  createReport: {
    method: 'POST',
    path: '/reports',
    scope: 'reports.write',
    summary: 'Create a market report; it is charged when its result is stored',
    input: CreateReport,
    response: 'Report',
    keyed: true,
    status: 202,
    example: {
      area: { kind: 'zip', zipCode: '98103' },
      periodFrom: '2015-01-01',
      periodTo: '2015-03-31',
      quotedCredits: 20,
    },
  },
  listReports: {
    method: 'GET',
    path: '/reports',
    scope: 'reports.read',
    summary: 'List reports, newest first',
    input: WorkListInput,
    response: 'ReportList',
  },
  getReport: {
    method: 'GET',
    path: '/reports/{id}',
    scope: 'reports.read',
    summary: 'Get a report with its progress, and its figures and summary when it is ready',
    input: IdPath,
    response: 'Report',
  },
  cancelReport: {
    method: 'POST',
    path: '/reports/{id}/cancel',
    scope: 'reports.write',
    summary: 'Cancel a report that is not finished; nothing is charged',
    input: IdPath,
    response: 'Report',
  },
  downloadReport: {
    method: 'GET',
    path: '/reports/{id}/pdf',
    scope: 'reports.read',
    summary: 'Download a finished report as a PDF',
    input: IdPath,
    response: null,
    file: ['application/pdf'],
    limit: 'pdf',
  },
  shareReport: {
    method: 'POST',
    path: '/reports/{id}/share',
    scope: 'reports.write',
    summary: 'Create a public link to a finished report; it replaces the previous link',
    input: ShareReport,
    response: 'ReportShare',
    keyed: true,
    status: 201,
    example: { days: 30 },
  },
  unshareReport: {
    method: 'DELETE',
    path: '/reports/{id}/share',
    scope: 'reports.write',
    summary: 'Revoke the public link of a report',
    input: IdPath,
    response: 'Report',
  },
} satisfies Record<string, Operation>
