import { formatNumber } from '@/lib/core/text/format'
import { campaignPauseRules } from '@/lib/rate-limits/limits'

/** The results of a campaign so far. `sent` is the number of emails handed to the email server. */
export type Outcome = { sent: number; bounces: number; complaints: number }

const percent = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 })

/** Why a campaign must stop before it hurts the sending domain; null if it can continue. */
export function stopReason({ sent, bounces, complaints }: Outcome): string | null {
  if (sent < campaignPauseRules.afterSent) return null
  const isOver = (count: number, { share, atLeast }: { share: number; atLeast: number }) =>
    count >= atLeast && count / sent >= share
  if (isOver(complaints, campaignPauseRules.complaints)) {
    return `We stopped this campaign: ${formatNumber(complaints)} of ${formatNumber(sent)} recipients marked it as spam (${percent.format(complaints / sent)}). Send only to people who asked for your emails.`
  }
  if (isOver(bounces, campaignPauseRules.bounces)) {
    return `We stopped this campaign: ${formatNumber(bounces)} of ${formatNumber(sent)} emails bounced (${percent.format(bounces / sent)}). Remove old addresses from the list before you send again.`
  }
  return null
}
