import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { cancelCampaign } from '@/lib/api/products/campaigns/campaigns'

export const POST = apiRoute(operations.cancelCampaign, cancelCampaign)
