import { emailChangeRoute } from '@/app/_lib/auth/email-change-route'
import { undoEmailChange } from '@/lib/auth/email-change/undo'

/** Stops or undoes an email change with the link sent to the old address. The button on /email-change/undo posts here. */
export const POST = emailChangeRoute('/email-change/undo', (_request, token) => undoEmailChange(token))
