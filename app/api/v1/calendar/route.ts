import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { readCalendar } from '@/lib/api/products/calendar/calendar'

export const GET = apiRoute(operations.calendar, readCalendar)
