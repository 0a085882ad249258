import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { listPlacesInZip } from '@/lib/sales/places'
import { OptionalSetId } from '@/lib/sales/set-id'
import { findSalesSource } from '@/lib/sales/source'

const Input = z.object({ zipCode: z.string().min(1).max(60), saleSetId: OptionalSetId })

/** Where homes were sold in a zip code, for the form's map. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: Input },
  async (ctx, { zipCode, saleSetId }) => ({
    places: await listPlacesInZip(zipCode, await findSalesSource(ctx.workspaceId, saleSetId)),
  }),
)
