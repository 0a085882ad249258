import type { NextRequest } from 'next/server'
import { visitShared } from '@/app/_lib/shared-report'
import { logUnknown } from '@/lib/core/log'
import { pdfAnswer } from '@/lib/reports/pdf/pdf-answer'

const closed = (status: number, words: string) =>
  new Response(words, {
    status,
    headers: { 'X-Robots-Tag': 'noindex, nofollow', 'Cache-Control': 'no-store' },
  })

/** A shared report on paper, for whoever has its link. */
export async function GET(request: NextRequest, { params }: RouteContext<'/shared/reports/[token]/pdf'>) {
  try {
    const visit = await visitShared((await params).token, request.headers.get('x-forwarded-for'))
    if (visit.state === 'too-often') return closed(429, 'Opened very often. Wait a minute.')
    if (visit.state === 'closed') return closed(404, 'This link is not open.')
    return await pdfAnswer(visit.report.workspaceId, visit.report)
  } catch (error) {
    return closed(
      500,
      `Something went wrong on our side. Reference ${logUnknown(error, 'shared-report-pdf')}.`,
    )
  }
}
