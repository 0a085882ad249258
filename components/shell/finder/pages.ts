import { footNav, navGroups } from '../navigation/nav-items'

export type FinderPage = { label: string; href: string; keywords: string }

/** Pages that the sidebar has no link to, with words that people look for. */
const MORE: FinderPage[] = [
  {
    label: 'Plan and billing',
    href: '/workspace-settings?tab=billing',
    keywords: 'credits balance subscription',
  },
  {
    label: 'Credit usage',
    href: '/workspace-settings?tab=billing&view=usage',
    keywords: 'spending limits members',
  },
  {
    label: 'Statement',
    href: '/workspace-settings?tab=billing&view=statement',
    keywords: 'entries ledger csv',
  },
  {
    label: 'Plans and packs',
    href: '/workspace-settings?tab=billing&view=plans',
    keywords: 'buy credits upgrade price',
  },
  {
    label: 'Payment and invoices',
    href: '/workspace-settings?tab=billing&view=payment',
    keywords: 'card receipts',
  },
  { label: 'Members', href: '/workspace-settings?tab=members', keywords: 'invite people team roles' },
  { label: 'Notification settings', href: '/workspace-settings?tab=notifications', keywords: 'email alerts' },
  {
    label: 'Property feeds',
    href: '/workspace-settings?tab=feeds',
    keywords: 'crm connect upload file reaxml reso listings',
  },
  { label: 'API keys', href: '/workspace-settings?tab=keys', keywords: 'developers' },
  { label: 'Webhooks', href: '/workspace-settings?tab=webhooks', keywords: 'developers events' },
  { label: 'Contact lists', href: '/contacts/lists', keywords: 'audience' },
  { label: 'Recurring reports', href: '/recurring', keywords: 'monthly every month schedule newsletter' },
  { label: 'Import contacts', href: '/contacts/import', keywords: 'csv excel vcard upload' },
  { label: 'Sender details', href: '/templates/sender', keywords: 'domain dkim address footer' },
  { label: 'Sales data', href: '/reports/data', keywords: 'import recorded sales own' },
  { label: 'Notifications', href: '/notifications', keywords: 'inbox bell' },
  { label: 'Profile', href: '/profile', keywords: 'account password sign out devices' },
  { label: 'API reference', href: '/help/api', keywords: 'developers openapi' },
]

const inSidebar = [...navGroups.flatMap(({ items }) => items), ...footNav]
const pages: FinderPage[] = [...inSidebar.map(({ label, href }) => ({ label, href, keywords: '' })), ...MORE]

/** Pages with every word of the search in their name or keywords. */
export function findPages(search: string): FinderPage[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return pages.filter(({ label, keywords }) => {
    const text = `${label} ${keywords}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
