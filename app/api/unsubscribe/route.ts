import { unsubscribeRoute } from '@/app/_lib/routes/unsubscribe-route'
import { unsubscribe } from '@/lib/notifications/unsubscribe'

export const { GET, POST } = unsubscribeRoute('/unsubscribe', unsubscribe)
