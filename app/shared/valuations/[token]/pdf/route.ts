import type { NextRequest } from 'next/server'
import { sharedPdf, visitLink } from '@/app/_lib/links/shared-link'
import { valuationPdfResponse } from '@/lib/valuations/pdf/pdf-response'
import { readSharedValuation } from '@/lib/valuations/sharing/read-shared-valuation'

/** The PDF of a shared valuation, for anyone with the link. */
export async function GET(request: NextRequest, { params }: RouteContext<'/shared/valuations/[token]/pdf'>) {
  const { token } = await params
  return sharedPdf(
    request,
    'shared-valuation-pdf',
    (headers) => visitLink(token, headers, readSharedValuation),
    (valuation) => valuationPdfResponse(valuation, valuation),
  )
}
