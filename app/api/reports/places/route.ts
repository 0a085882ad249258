import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { listPlacesAround } from '@/lib/sales/places'
import { OptionalSetId } from '@/lib/sales/set-id'
import { findSalesSource } from '@/lib/sales/source'

const Input = z.object({
  saleSetId: OptionalSetId,
  latitude: z.coerce.number().min(-90).max(90),
  longitude: z.coerce.number().min(-180).max(180),
  miles: z.coerce.number().min(0.1).max(15),
})

/** Where homes were sold around a place, for the form's map. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: Input },
  async (ctx, { saleSetId, latitude, longitude, miles }) => ({
    places: await listPlacesAround(
      { latitude, longitude },
      miles,
      await findSalesSource(ctx.workspaceId, saleSetId),
    ),
  }),
)
