import { fileHeaders } from '@/lib/core/text/attachment'
import { runInSlot } from '@/lib/rate-limits/slots'

/**
 * A PDF as a download. A workspace has only a few being made at the same time.
 * @throws Refusal `rate.limited`
 */
export async function pdfResponse(
  workspaceId: number,
  fileName: string,
  make: () => Promise<Uint8Array>,
): Promise<Response> {
  const pdf = await runInSlot('pdf.workspace', workspaceId, make)
  return new Response(Buffer.from(pdf), {
    headers: { ...fileHeaders(fileName, 'application/pdf'), 'X-Robots-Tag': 'noindex, nofollow' },
  })
}
