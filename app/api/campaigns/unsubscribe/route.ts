import { unsubscribeRoute } from '@/app/_lib/routes/unsubscribe-route'
import { unsubscribeFromMailings } from '@/lib/campaigns/unsubscribe/unsubscribe'

export const { GET, POST } = unsubscribeRoute('/unsubscribe/mailing', unsubscribeFromMailings)
