'use client'

import { useSyncExternalStore } from 'react'
import { buttonClass } from './button-class'

const subscribe = () => () => {}
const here = () => `${window.location.pathname}${window.location.search}`
const nowhere = () => ''

/** Opens the page that confirms a person in a tab of its own, so that what they entered in this one stays. */
export function ConfirmLink() {
  const returnTo = useSyncExternalStore(subscribe, here, nowhere)
  return (
    <a
      href={`/verify?${new URLSearchParams({ tab: 'new', ...(returnTo && { returnTo }) })}`}
      target="_blank"
      rel="noreferrer"
      className={buttonClass({ variant: 'secondary', size: 'sm' })}
    >
      Confirm it’s you
    </a>
  )
}
