import {
  Building2,
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
  Settings,
} from 'lucide-react'

export type NavItem = { href: string; label: string; icon: LucideIcon }

/** `label` is null for what needs no heading. */
export type NavGroup = { label: string | null; items: NavItem[] }

/** The main pages, by what people come to do. */
export const navGroups: NavGroup[] = [
  { label: null, items: [{ href: '/dashboard', label: 'Dashboard', icon: House }] },
  {
    label: 'Create',
    items: [
      { href: '/reports', label: 'Reports', icon: FileChartColumn },
      { href: '/valuations', label: 'Valuations', icon: MapPinHouse },
      { href: '/images', label: 'Images', icon: ImageIcon },
    ],
  },
  {
    label: 'Publish',
    items: [
      { href: '/listings', label: 'Listings', icon: Building2 },
      { href: '/posts', label: 'Posts', icon: Megaphone },
      { href: '/campaigns', label: 'Campaigns', icon: Mail },
      { href: '/calendar', label: 'Calendar', icon: CalendarDays },
    ],
  },
  {
    label: 'Audience',
    items: [
      { href: '/contacts', label: 'Contacts', icon: ContactRound },
      { href: '/templates', label: 'Templates', icon: LayoutTemplate },
    ],
  },
]

export const footNav: NavItem[] = [
  { href: '/workspace-settings', label: 'Settings', icon: Settings },
  { href: '/help/credits', label: 'Help', icon: CircleHelp },
]
