import { notFound } from '@/lib/core/errors'
import { inSlot } from '@/lib/limits-of-use/slots'
import { brandWithLogo } from '@/lib/workspaces/brand'
import type { ReportView } from '../views'
import { reportPdf } from './report-pdf'

/** @throws Refusal `not-found` while the report is not ready, `rate.limited` */
export async function pdfAnswer(
  workspaceId: number,
  { id, result }: Pick<ReportView, 'id' | 'result'>,
): Promise<Response> {
  if (!result) throw notFound('report')
  const brand = await brandWithLogo(workspaceId)
  const pdf = await inSlot('pdf.workspace', workspaceId, () => reportPdf(result, brand))
  return new Response(Buffer.from(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="market-report-${id.slice(0, 8)}.pdf"`,
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex, nofollow',
      'Cache-Control': 'private, no-store',
    },
  })
}
