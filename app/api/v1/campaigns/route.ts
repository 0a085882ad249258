import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { createCampaign, listCampaigns } from '@/lib/api/products/campaigns/campaigns'

export const GET = apiRoute(operations.listCampaigns, listCampaigns)
export const POST = apiRoute(operations.createCampaign, createCampaign)
