import { unsubscribeRoute } from '@/app/_lib/unsubscribe-route'
import { unsubscribeFromMailings } from '@/lib/campaigns/unsubscribe'

export const { GET, POST } = unsubscribeRoute('/unsubscribe/mailing', unsubscribeFromMailings)
