import { notFound } from '@/lib/core/errors'
import { downloadName, monthInName } from '@/lib/core/text/attachment'
import { pdfResponse } from '@/lib/files/pdf/pdf-response'
import { brandWithLogo } from '@/lib/workspaces/brand/brand'
import type { ReportView } from '../views'
import { reportPdf } from './report-pdf'

type Printed = Pick<ReportView, 'result'> & {
  /** ISO. */
  madeAt: string
}

/**
 * A finished report as a PDF, named for its area and the month in which it was made, in the workspace's time zone.
 * @throws Refusal `not-found` while the report is not ready, `rate.limited`
 */
export async function reportPdfResponse(
  { workspaceId, timeZone }: { workspaceId: number; timeZone: string },
  { result, madeAt }: Printed,
): Promise<Response> {
  if (!result) throw notFound('report')
  const brand = await brandWithLogo(workspaceId)
  const name = reportFileName(result.figures.areaName, madeAt, timeZone)
  return pdfResponse(workspaceId, name, () => reportPdf(result, brand))
}

/** "Market report 98103 Nov 2026.pdf". */
export const reportFileName = (areaName: string, madeAt: string, timeZone: string): string =>
  downloadName(`Market report ${areaName} ${monthInName(madeAt, timeZone)}`, 'pdf')
