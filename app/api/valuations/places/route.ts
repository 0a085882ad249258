import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { listPlacesInZip } from '@/lib/sales/places'

const Input = z.object({ zipCode: z.string().regex(/^\d{5}$/) })

/** Where homes were sold in a zip code, for the form's map. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: Input },
  async (_ctx, { zipCode }) => ({
    places: await listPlacesInZip(zipCode),
  }),
)
