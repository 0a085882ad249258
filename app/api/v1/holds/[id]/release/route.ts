import { apiRoute } from '@/app/_lib/routes/api-route'
import { releaseHold } from '@/lib/api/holds'
import { operations } from '@/lib/api/operations'

export const POST = apiRoute(operations.release, releaseHold)
