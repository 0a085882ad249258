import type { NextRequest } from 'next/server'
import { sharedPdf, visitLink } from '@/app/_lib/links/shared-link'
import { reportPdfResponse } from '@/lib/reports/pdf/pdf-response'
import { readSharedReport } from '@/lib/reports/sharing/read-shared-report'

/** The PDF of a shared report, for anyone with the link. */
export async function GET(request: NextRequest, { params }: RouteContext<'/shared/reports/[token]/pdf'>) {
  const { token } = await params
  return sharedPdf(
    request,
    'shared-report-pdf',
    (headers) => visitLink(token, headers, readSharedReport),
    (report) => reportPdfResponse(report, report),
  )
}
