'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { MenuRadioGroup, MenuRadioItem } from '@/components/ui/overlays/menu'
import { skipTransitions } from '../skip-transitions'

const themes = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'System', icon: Monitor },
]

export function ThemeChoice() {
  const { theme, setTheme } = useTheme()
  const choose = (chosen: string) => {
    skipTransitions()
    setTheme(chosen)
  }
  return (
    <MenuRadioGroup value={theme} onValueChange={choose} aria-label="Theme" className="flex gap-1">
      {themes.map(({ value, label, icon: Icon }) => (
        <MenuRadioItem
          key={value}
          value={value}
          closeOnClick={false}
          className="flex-1 justify-center gap-1.5 px-2 text-muted data-checked:bg-sunken data-checked:font-medium data-checked:text-ink data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-focus"
        >
          <Icon aria-hidden="true" />
          {label}
        </MenuRadioItem>
      ))}
    </MenuRadioGroup>
  )
}
