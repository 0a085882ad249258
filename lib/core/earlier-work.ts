/** Work that a workspace already has, for a person who is about to pay for the same again. Safe in a browser. */
export type EarlierWork = {
  id: string
  /** Finished, or still being made. */
  state: 'ready' | 'in-progress'
  /** When it was finished, or asked for while it is being made. ISO. */
  at: string
  /** Whether the person who asks had it made, and the name of the one who did. */
  byYou: boolean
  by: string
}
