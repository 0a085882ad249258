import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { getTemplate } from '@/lib/templates/templates'

export const GET = apiRoute(operations.getTemplate, (ctx, { id }) => getTemplate(ctx, id))
