import { system } from '@/db/client'
import { type ChangePurpose, changeOfToken, findChange } from './store'

export type ChangeView = {
  oldEmail: string
  newEmail: string
  /** `open`: not confirmed yet. `changed`: can still be undone. The others are final. */
  state: 'open' | 'expired' | 'changed' | 'final' | 'stopped' | 'restored'
  /** The person who must be signed in to confirm; null if the link is enough. */
  userId: number | null
}

/** What the page of a link shows; null if the link is incomplete. */
export async function readEmailChange(purpose: ChangePurpose, token: string): Promise<ChangeView | null> {
  const id = changeOfToken(purpose, token)
  const found = id === null ? null : await findChange(system(), id)
  if (!found) return null
  const { change, expired, undoable } = found
  const { oldEmail, newEmail, confirmedAt, canceledAt, undoneAt } = change
  const state = undoneAt
    ? 'restored'
    : canceledAt
      ? 'stopped'
      : confirmedAt
        ? undoable
          ? 'changed'
          : 'final'
        : expired
          ? 'expired'
          : 'open'
  return { oldEmail, newEmail, state, userId: change.operatorId === null ? change.userId : null }
}
