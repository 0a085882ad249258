import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { listContacts, saveContact } from '@/lib/api/products/contacts/contacts'

export const GET = apiRoute(operations.listContacts, listContacts)
export const PUT = apiRoute(operations.saveContact, saveContact)
