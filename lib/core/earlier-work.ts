/** Work a workspace already has, shown before someone pays for the same again. Safe to import in the browser. */
export type EarlierWork = {
  id: string
  /** Finished or still in progress. */
  state: 'ready' | 'in-progress'
  /** When it was finished, or requested if in progress. ISO. */
  at: string
  /** Whether the current user created it, and the creator's name. */
  byYou: boolean
  by: string
}
