import {
  ContactRound,
  FileChartColumn,
  ImageIcon,
  type LucideIcon,
  Mail,
  MapPinHouse,
  Megaphone,
} from 'lucide-react'
import type { ActionKey } from '@/lib/credits/shared/actions'
import type { CostWords } from '@/lib/finder/views'

export type NewChoice = { label: string; href: string; icon: LucideIcon; action: ActionKey | null }

/** What can be created, in the order of the menu. `action` is what it costs; null if it is free. */
export const newChoices: NewChoice[] = [
  { label: 'Report', href: '/reports/new', icon: FileChartColumn, action: 'report.generate' },
  { label: 'Valuation', href: '/valuations/new', icon: MapPinHouse, action: 'valuation.instant' },
  { label: 'Image', href: '/images/new', icon: ImageIcon, action: 'image.generate' },
  { label: 'Post', href: '/posts/new', icon: Megaphone, action: null },
  { label: 'Campaign', href: '/campaigns/new', icon: Mail, action: 'campaign.send' },
  { label: 'Contact', href: '/contacts/new', icon: ContactRound, action: null },
]

/** Empty while the costs are loaded. */
export const costOf = ({ action }: NewChoice, costs: CostWords | undefined): string =>
  action === null ? 'Free' : (costs?.[action] ?? '')
