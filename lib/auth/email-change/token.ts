import { isSignature, signatureOf } from '@/lib/core/clients/signature'

/** `confirm` is sent to the new address, `undo` to the old one. Neither works for the other purpose. */
export type ChangePurpose = 'confirm' | 'undo'

/** Derived from the change's id and our secret, so no table or job stores it. */
export const changeToken = (purpose: ChangePurpose, id: string): string =>
  `${id}.${signatureOf(`email-change.${purpose}`, id)}`

/** The id of a link's change; null if the token is incomplete, forged, or for another purpose. */
export function changeOfToken(purpose: ChangePurpose, token: string): string | null {
  const found = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/.exec(token)
  const [, id, signature] = found ?? []
  return id && signature && isSignature(signature, `email-change.${purpose}`, id) ? id : null
}
