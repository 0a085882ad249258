import type { FirstStepKey } from '@/lib/dashboard/views'

export const firstStepWords: Record<FirstStepKey, { title: string; hint: string; href: string }> = {
  report: {
    title: 'Make your first market report',
    hint: 'From recorded sales, with charts and a written summary.',
    href: '/reports/new',
  },
  contacts: {
    title: 'Bring in your contacts',
    hint: 'Typed in, or from a CSV file that you look at first.',
    href: '/contacts/import',
  },
  campaign: {
    title: 'Send or schedule a campaign',
    hint: 'The total stands there before you send.',
    href: '/campaigns/new',
  },
  branding: {
    title: 'Say who your mails are from',
    hint: 'Where answers go, and the postal address the law asks for.',
    href: '/templates/sender',
  },
  invite: {
    title: 'Invite a colleague',
    hint: 'Everybody works from the same credits.',
    href: '/workspace-settings?tab=members',
  },
  plan: {
    title: 'Choose a plan',
    hint: 'Before the trial ends; everything you made stays.',
    href: '/workspace-settings?tab=billing#plans',
  },
}
