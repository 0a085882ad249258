import { apiRoute } from '@/app/_lib/routes/api-route'
import { openHold } from '@/lib/api/holds'
import { operations } from '@/lib/api/operations'

export const POST = apiRoute(operations.hold, openHold)
