import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { getRateCardView } from '@/lib/billing/catalog/rate-card'

export const GET = apiRoute(operations.rateCard, () => getRateCardView())
