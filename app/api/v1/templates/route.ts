import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { listTemplates } from '@/lib/templates/templates'

export const GET = apiRoute(operations.listTemplates, async (ctx, { kind }) => ({
  items: await listTemplates(ctx, kind),
}))
