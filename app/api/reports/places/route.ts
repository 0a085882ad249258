import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { listPlacesAround } from '@/lib/sales/places'

const Input = z.object({
  latitude: z.coerce.number().min(-90).max(90),
  longitude: z.coerce.number().min(-180).max(180),
  miles: z.coerce.number().min(0.1).max(15),
})

/** Where homes were sold around a place, for the form's map. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: Input },
  async (_ctx, { latitude, longitude, miles }) => ({
    places: await listPlacesAround({ latitude, longitude }, miles),
  }),
)
