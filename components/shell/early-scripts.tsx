'use client'

import { ENTRY_SCRIPT } from '@/components/ui/early/early-entries'
import { PRESS_SCRIPT } from '@/components/ui/early/early-presses'
import { LAST_ANCHOR } from './address-anchors'

/**
 * What runs before any other script of the page. Only the server has it: when React starts in the browser, it has run, and
 * elements of the server would be sent a second time as data. Without indentation and comments, because every page sends it.
 */
const sent =
  typeof window === 'undefined'
    ? [PRESS_SCRIPT, ENTRY_SCRIPT, LAST_ANCHOR].join(';').replace(/\n\s*(\/\/.*\n\s*)?/g, '\n')
    : ''

export function EarlyScripts({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constants; as a text child they would be escaped.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: sent }} />
}
