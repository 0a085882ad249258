import { apiRoute } from '@/app/_lib/routes/api-route'
import { captureHold } from '@/lib/api/holds'
import { operations } from '@/lib/api/operations'

export const POST = apiRoute(operations.capture, captureHold)
