import { apiRoute } from '@/app/_lib/routes/api-route'
import { readHold } from '@/lib/api/holds'
import { operations } from '@/lib/api/operations'

export const GET = apiRoute(operations.readHold, (ctx, { id }) => readHold(ctx, id))
