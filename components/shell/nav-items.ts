import { CircleHelp, FileChartColumn, House, type LucideIcon, Settings } from 'lucide-react'

export type NavItem = { href: string; label: string; icon: LucideIcon }

/** The rooms of the product, in the order of a working day. An item stands here only when its page exists. */
export const mainNav: NavItem[] = [
  { href: '/dashboard', label: 'Dashboard', icon: House },
  { href: '/reports', label: 'Reports', icon: FileChartColumn },
]

export const footNav: NavItem[] = [
  { href: '/workspace-settings', label: 'Settings', icon: Settings },
  { href: '/help/credits', label: 'Help', icon: CircleHelp },
]
