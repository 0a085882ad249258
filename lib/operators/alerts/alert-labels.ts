import type { OperatorAlertKind } from '@/db/schema/people/operator-alerts'

type Label = { title: string; recovered: string; href: string; page: string }

/** What an alert is called, and where in the console to deal with it. */
export const alertLabels: Record<OperatorAlertKind, Label> = {
  'billing-findings': {
    title: 'Open billing findings',
    recovered: 'All billing findings are resolved',
    href: '/admin/findings',
    page: 'Open findings',
  },
  'ledger-differences': {
    title: 'The ledger check found differences',
    recovered: 'The ledger check found no differences',
    href: '/admin/findings',
    page: 'Open findings',
  },
  'ledger-check-unfinished': {
    title: 'The last ledger check didn’t finish',
    recovered: 'The ledger check finished',
    href: '/admin/findings',
    page: 'Open findings',
  },
  'dead-events': {
    title: 'Stripe events couldn’t be applied',
    recovered: 'All Stripe events are applied',
    href: '/admin/inbox',
    page: 'Open webhook inbox',
  },
  'failed-jobs': {
    title: 'Failed jobs',
    recovered: 'No failed jobs',
    href: '/admin/jobs',
    page: 'Open jobs',
  },
  'stuck-jobs': {
    title: 'Jobs aren’t starting',
    recovered: 'Jobs start in time',
    href: '/admin/jobs',
    page: 'Open jobs',
  },
  'blocked-sender': {
    title: 'Email servers block our sender',
    recovered: 'No blocked senders',
    href: '/admin/email',
    page: 'Open email findings',
  },
  'unclear-reports': {
    title: 'Email reports need a decision',
    recovered: 'All email reports are decided',
    href: '/admin/email',
    page: 'Open email findings',
  },
}
