import {
  CalendarDays,
  CircleHelp,
  ContactRound,
  FileChartColumn,
  House,
  ImageIcon,
  LayoutTemplate,
  type LucideIcon,
  Mail,
  MapPinHouse,
  Megaphone,
  Rss,
  Settings,
} from 'lucide-react'

export type NavItem = { href: string; label: string; icon: LucideIcon }

/** The main pages, in the order of a typical workday. */
export const mainNav: NavItem[] = [
  { href: '/dashboard', label: 'Dashboard', icon: House },
  { href: '/reports', label: 'Reports', icon: FileChartColumn },
  { href: '/images', label: 'Images', icon: ImageIcon },
  { href: '/valuations', label: 'Valuations', icon: MapPinHouse },
  { href: '/property-feed', label: 'Property feed', icon: Rss },
  { href: '/posts', label: 'Posts', icon: Megaphone },
  { href: '/campaigns', label: 'Campaigns', icon: Mail },
  { href: '/calendar', label: 'Calendar', icon: CalendarDays },
  { href: '/contacts', label: 'Contacts', icon: ContactRound },
  { href: '/templates', label: 'Templates', icon: LayoutTemplate },
]

export const footNav: NavItem[] = [
  { href: '/workspace-settings', label: 'Settings', icon: Settings },
  { href: '/help/credits', label: 'Help', icon: CircleHelp },
]
