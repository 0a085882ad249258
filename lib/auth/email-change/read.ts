import { system } from '@/db/client'
import { findChange } from './store'
import { type ChangePurpose, changeOfToken } from './token'

export type ChangeView = {
  oldEmail: string
  newEmail: string
  /** `open` waits for the new address; `changed` can still be undone; the others are over. */
  state: 'open' | 'expired' | 'changed' | 'final' | 'stopped' | 'restored'
  /** Its new address must be confirmed by someone signed in as this person; null: by anyone with the link. */
  userId: number | null
}

/** What the page behind a link shows; null: the link is incomplete. */
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
