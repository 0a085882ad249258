import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { previewCampaign } from '@/lib/api/products/campaigns/campaigns'

export const GET = apiRoute(operations.previewCampaign, previewCampaign)
