import { apiRoute } from '@/app/_lib/api-route'
import { operations } from '@/lib/api/operations'
import { currentRateCard } from '@/lib/billing/rate-card'

export const GET = apiRoute(operations.rateCard, () => currentRateCard())
