import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { deleteCampaign, getCampaign } from '@/lib/api/products/campaigns/campaigns'

export const GET = apiRoute(operations.getCampaign, getCampaign)
export const DELETE = apiRoute(operations.deleteCampaign, deleteCampaign)
