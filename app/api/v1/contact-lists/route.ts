import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { createContactList, listContactLists } from '@/lib/api/products/contacts/contacts'

export const GET = apiRoute(operations.listContactLists, listContactLists)
export const POST = apiRoute(operations.createContactList, createContactList)
