import { emailChangeRoute } from '@/app/_lib/auth/email-change-route'
import { undoEmailChange } from '@/lib/auth/email-change/undo'

/** Stops or undoes a change by the link sent to the old address; the button of /email-change/undo posts here. */
export const POST = emailChangeRoute('/email-change/undo', (_request, token) => undoEmailChange(token))
