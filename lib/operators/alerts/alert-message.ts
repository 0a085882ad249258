import { createHash } from 'node:crypto'
import type { operatorAlerts } from '@/db/schema'
import type { OperatorAlertKind } from '@/db/schema/people/operator-alerts'
import { countOf } from '@/lib/core/text/format'
import type { EmailContent } from '@/lib/email/content'

export type Alert = typeof operatorAlerts.$inferSelect

/** The same for each attempt to send the same alerts, so that a receiver recognizes a repeated message. */
export function messageNameOf(alerts: readonly Alert[]): string {
  const parts = alerts.map(({ kind, changedAt }) => `${kind} ${changedAt.toISOString()}`)
  return `alert-${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)}`
}

const titleOf = ({ kind, state }: Alert) => alertLabels[kind][state === 'open' ? 'title' : 'recovered']

function subjectOf(alerts: readonly Alert[]): string {
  const [only] = alerts
  if (only && alerts.length === 1) return only.state === 'open' ? titleOf(only) : `Resolved: ${titleOf(only)}`
  const open = alerts.filter(({ state }) => state === 'open').length
  const resolved = alerts.length - open
  return [open > 0 && countOf(open, 'alert', 'alerts'), resolved > 0 && `${resolved} resolved`]
    .filter(Boolean)
    .join(', ')
}

/** One line for each alert, for a chat or a terminal. */
function textOf(alerts: readonly Alert[], appUrl: string): string {
  return alerts
    .map((alert) =>
      alert.state === 'open'
        ? `${titleOf(alert)}: ${alert.detail} ${appUrl}${alertLabels[alert.kind].href}`
        : `Resolved: ${titleOf(alert)}`,
    )
    .join('\n')
}

export function alertEmail(alerts: readonly Alert[], appUrl: string): EmailContent {
  const open = alerts.filter(({ state }) => state === 'open')
  const resolved = alerts.filter(({ state }) => state === 'recovered')
  const pages = new Map(open.map(({ kind }) => [alertLabels[kind].href, alertLabels[kind].page]))
  return {
    subject: `[Market Trak] ${subjectOf(alerts)}`,
    title: subjectOf(alerts),
    paragraphs: [],
    sections: [
      ...(open.length > 0
        ? [
            {
              title: 'Needs attention',
              lines: open.map((one) => ({ label: titleOf(one), value: one.detail })),
            },
          ]
        : []),
      ...(resolved.length > 0
        ? [{ title: 'Resolved', lines: [], notes: resolved.map((one) => `${titleOf(one)}.`) }]
        : []),
    ],
    buttons: [...pages].map(([href, label]) => ({ label, link: `${appUrl}${href}` })),
    footnotes: [`You’re receiving this email because you’re an operator of ${appUrl}.`],
  }
}

/** The body of the webhook. `text` is what chats show. */
export function alertPayload(alerts: readonly Alert[], appUrl: string, at: Date): string {
  return JSON.stringify({
    type: 'operator.alerts',
    timestamp: at.toISOString(),
    text: textOf(alerts, appUrl),
    data: {
      alerts: alerts.map((alert) => ({
        kind: alert.kind,
        state: alert.state,
        title: titleOf(alert),
        ...(alert.state === 'open' && { count: alert.count, detail: alert.detail }),
        openedAt: alert.openedAt.toISOString(),
        changedAt: alert.changedAt.toISOString(),
        url: `${appUrl}${alertLabels[alert.kind].href}`,
      })),
    },
  })
}

type Label = { title: string; recovered: string; href: string; page: string }

/** What an alert is called, and where in the console to deal with it. */
const alertLabels: Record<OperatorAlertKind, Label> = {
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
