'use client'

import { Button } from '../buttons/button'
import { reloadKeepingEntries } from './kept-entries'

/** Loads the new version of the page. What was typed is filled in again. */
export function ReloadButton() {
  return (
    <Button size="sm" variant="secondary" onClick={reloadKeepingEntries}>
      Reload
    </Button>
  )
}
