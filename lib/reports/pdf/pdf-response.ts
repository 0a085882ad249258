import { readMarketNow } from '@/db/product-time'
import { notFound } from '@/lib/core/errors'
import { downloadName, monthInName } from '@/lib/core/text/attachment'
import { pdfResponse } from '@/lib/files/pdf/pdf-response'
import { readShownAgent } from '@/lib/workspaces/agent-card/agent-card'
import { brandWithLogo } from '@/lib/workspaces/brand/brand'
import type { ReportView } from '../views'
import { reportPdf } from './report-pdf'

type Printed = Pick<ReportView, 'result' | 'authorId'> & {
  /** ISO. */
  madeAt: string
}

/**
 * A finished report as a PDF, named for its area and the month in which it was made, in the workspace's time zone.
 * @throws Refusal `not-found` while the report is not ready, `rate.limited`
 */
export async function reportPdfResponse(
  { workspaceId, timeZone }: { workspaceId: number; timeZone: string },
  { result, authorId, madeAt }: Printed,
): Promise<Response> {
  if (!result) throw notFound('report')
  const [brand, agent, now] = await Promise.all([
    brandWithLogo(workspaceId),
    readShownAgent(workspaceId, authorId),
    readMarketNow(),
  ])
  const name = reportFileName(result.figures.areaName, madeAt, timeZone)
  return pdfResponse(workspaceId, name, () => reportPdf(result, brand, { agent, now }))
}

/** "Market report 98103 Nov 2026.pdf". */
export const reportFileName = (areaName: string, madeAt: string, timeZone: string): string =>
  downloadName(`Market report ${areaName} ${monthInName(madeAt, timeZone)}`, 'pdf')
