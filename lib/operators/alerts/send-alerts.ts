import { and, asc, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { operatorAlerts } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import { messageIdOf } from '@/lib/email/headers'
import { renderEmail } from '@/lib/email/render-email'
import { sendEmail } from '@/lib/email/transport'
import { signedHeaders } from '@/lib/webhooks/signing'
import { type Alert, alertEmail, alertPayload, messageNameOf } from './alert-message'
import { readConditions } from './read-conditions'
import { recordConditions } from './record-conditions'

const TIMEOUT_MS = 10_000

/**
 * The job of each minute: alerts operators by email and webhook to what needs attention, once per episode, and again when it
 * is over (R52). A message that couldn't be sent is sent again a minute later; each channel on its own.
 */
export async function sendAlerts(): Promise<void> {
  await recordConditions(await readConditions())
  const { OPERATOR_EMAILS, OPERATOR_ALERT_WEBHOOK_URL } = env()
  const results = await Promise.allSettled([
    OPERATOR_EMAILS.length > 0 ? sendThrough('emailedAt', emailOperators) : null,
    OPERATOR_ALERT_WEBHOOK_URL ? sendThrough('postedAt', postAlerts) : null,
  ])
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

type Channel = 'emailedAt' | 'postedAt'

/** Sends what changed since the channel's last message. What opened and ended in between is not worth one. */
async function sendThrough(channel: Channel, send: (alerts: Alert[]) => Promise<void>): Promise<void> {
  const sentAt = operatorAlerts[channel]
  const alerts = await system()
    .select()
    .from(operatorAlerts)
    .where(
      and(
        or(isNull(sentAt), lt(sentAt, operatorAlerts.changedAt)),
        or(sql`${operatorAlerts.state} = 'open'`, sql`${sentAt} >= ${operatorAlerts.openedAt}`),
      ),
    )
    .orderBy(asc(operatorAlerts.kind))
  if (alerts.length === 0) return
  await send(alerts)
  const kinds = alerts.map(({ kind }) => kind)
  await system()
    .update(operatorAlerts)
    .set({ [channel]: sql`${operatorAlerts.changedAt}` })
    .where(inArray(operatorAlerts.kind, kinds))
}

/** @throws if no operator's email was accepted; otherwise the others would get it again */
async function emailOperators(alerts: Alert[]): Promise<void> {
  const { APP_URL, OPERATOR_EMAILS } = env()
  const content = await renderEmail(alertEmail(alerts, APP_URL))
  const name = messageNameOf(alerts)
  const sent = await Promise.allSettled(
    OPERATOR_EMAILS.map((to, i) => sendEmail({ to, messageId: messageIdOf(`${name}-${i}`), ...content })),
  )
  const failures = sent.filter((result) => result.status === 'rejected')
  for (const { reason } of failures) log.error({ err: reason }, 'alert email not sent')
  if (failures[0] && failures.length === sent.length) throw failures[0].reason
}

/** The operators' own URL, from the settings: it may be inside their network, unlike a workspace's. */
async function postAlerts(alerts: Alert[]): Promise<void> {
  const { APP_URL, OPERATOR_ALERT_WEBHOOK_URL, OPERATOR_ALERT_WEBHOOK_SECRET } = env()
  if (!OPERATOR_ALERT_WEBHOOK_URL || !OPERATOR_ALERT_WEBHOOK_SECRET) return
  const at = new Date()
  const body = alertPayload(alerts, APP_URL, at)
  const secrets = [OPERATOR_ALERT_WEBHOOK_SECRET]
  const response = await fetch(OPERATOR_ALERT_WEBHOOK_URL, {
    method: 'POST',
    headers: signedHeaders({ id: messageNameOf(alerts), body, secrets, at }),
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`the webhook for alerts answered ${response.status}`)
}
