import { billingHref } from '@/lib/billing/shared/billing-address'
import type { FirstStepKey } from '@/lib/dashboard/views'

export const firstStepLabels: Record<FirstStepKey, { title: string; hint: string; href: string }> = {
  sales: {
    title: 'Import your own sales data',
    hint: 'A CSV file or RESO export, so that reports and valuations cover your area.',
    href: '/reports/data',
  },
  report: {
    title: 'Create your first market report',
    hint: 'Based on recorded sales, with charts and a written summary.',
    href: '/reports/new',
  },
  contacts: {
    title: 'Add your contacts',
    hint: 'Enter them one by one or import a CSV file.',
    href: '/contacts/import',
  },
  campaign: {
    title: 'Send or schedule a campaign',
    hint: 'Set up your sender details first. You’ll see the total cost before you send.',
    href: '/campaigns/new',
  },
  branding: {
    title: 'Set up your sender details',
    hint: 'Reply-to address and the postal address required by law.',
    href: '/templates/sender',
  },
  invite: {
    title: 'Invite a colleague',
    hint: 'Your team shares one credit balance.',
    href: '/workspace-settings?tab=members',
  },
  plan: {
    title: 'Choose a plan',
    hint: 'Subscribe before your trial ends. Your work is saved.',
    href: billingHref('plans', { anchor: 'plans' }),
  },
}
