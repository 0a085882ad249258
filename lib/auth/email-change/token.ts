import { isSignature, signatureOf } from '@/lib/core/clients/signature'

/** `confirm` goes to the new address, `undo` to the old one: neither can do what the other does. */
export type ChangePurpose = 'confirm' | 'undo'

/** Follows from the change's id and our secret, so neither a table nor a job holds it. */
export const changeToken = (purpose: ChangePurpose, id: string): string =>
  `${id}.${signatureOf(`email-change.${purpose}`, id)}`

/** Which change a link is about; null: incomplete, forged, or for another purpose. */
export function changeOfToken(purpose: ChangePurpose, token: string): string | null {
  const found = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/.exec(token)
  const [, id, signature] = found ?? []
  return id && signature && isSignature(signature, `email-change.${purpose}`, id) ? id : null
}
