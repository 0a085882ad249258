import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { deleteContact, getContact } from '@/lib/api/products/contacts/contacts'

export const GET = apiRoute(operations.getContact, getContact)
export const DELETE = apiRoute(operations.deleteContact, deleteContact)
