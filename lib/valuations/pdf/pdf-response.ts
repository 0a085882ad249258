import { notFound } from '@/lib/core/errors'
import { downloadName, monthInName } from '@/lib/core/text/attachment'
import { pdfResponse } from '@/lib/files/pdf/pdf-response'
import { brandWithLogo } from '@/lib/workspaces/brand/brand'
import type { ShownValuation } from '../get-valuation'
import { readAgentContact } from '../sharing/agent-contact'
import { valuationPdf } from './valuation-pdf'

type Printed = ShownValuation & {
  /** ISO. */
  madeAt: string
}

/**
 * A finished valuation as a PDF, named for its home and the month in which it was made.
 * @throws Refusal `not-found` while the valuation is not ready, `rate.limited`
 */
export async function valuationPdfResponse(
  { workspaceId, timeZone }: { workspaceId: number; timeZone: string },
  { result, madeAt, ...shown }: Printed,
): Promise<Response> {
  if (!result) throw notFound('valuation')
  const [brand, contact] = await Promise.all([
    brandWithLogo(workspaceId),
    readAgentContact(workspaceId, shown.agentId),
  ])
  const name = downloadName(`Home value ${shown.label} ${monthInName(madeAt, timeZone)}`, 'pdf')
  return pdfResponse(workspaceId, name, () => valuationPdf({ ...shown, result, contact }, brand))
}
