'use client'

import { Search } from 'lucide-react'
import { useRef } from 'react'
import { useEarlyPress } from '@/components/ui/early/use-early-press'
import { Icon } from '@/components/ui/icons/icon'
import { openFinder } from './open-finder'

export function FinderButton({ className }: { className?: string }) {
  const button = useRef<HTMLButtonElement>(null)
  useEarlyPress(button, openFinder)
  return (
    <button
      ref={button}
      type="button"
      aria-label="Find anything"
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      title="Find anything (Ctrl+K)"
      onClick={openFinder}
      className={className}
    >
      <Icon of={Search} />
    </button>
  )
}
