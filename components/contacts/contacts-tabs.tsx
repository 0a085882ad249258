import { LinkTabs } from '@/components/ui/link-tabs'

const TABS = [
  { href: '/contacts', label: 'All contacts' },
  { href: '/contacts/lists', label: 'Lists' },
  { href: '/contacts/not-mailed', label: 'Suppressed' },
]

export function ContactsTabs({ current }: { current: string }) {
  return (
    <div className="mb-6">
      <LinkTabs label="Contacts" tabs={TABS.map((tab) => ({ ...tab, current: tab.href === current }))} />
    </div>
  )
}
