import type { AutoTopUpView } from '@/lib/billing/auto-top-up/read-auto-top-up'
import { formatCredits, formatMoney, formatNumber } from '@/lib/core/text/format'

export const offDescription = 'Buy a pack automatically when your credits run low. Off by default.'

/** "Buys 500 credits for $60 when you have fewer than 100." */
export function settingsLabel({ credits, priceCents, currency, thresholdCredits }: AutoTopUpView): string {
  return `Buys ${formatCredits(credits)} for ${formatMoney(priceCents, currency)} when you have fewer than ${formatNumber(thresholdCredits)}.`
}

/** "$60 of $240 used this month." */
export function usedLabel({ usedCents, monthlyMaxCents, currency }: AutoTopUpView): string {
  return `${formatMoney(usedCents, currency)} of ${formatMoney(monthlyMaxCents, currency)} used this month.`
}

type Notice = { title: string; text: string }

/** What keeps it from buying, and what to do. Null while it works, or while it is off. */
export function stateNotice(view: AutoTopUpView): Notice | null {
  switch (view.state) {
    case 'stopped':
      return stopNotice(view)
    case 'maximum':
      return {
        title: 'Monthly maximum reached',
        text: `Another ${formatCredits(view.credits)} would exceed ${formatMoney(view.monthlyMaxCents, view.currency)}. Auto top-up continues next month. Raise the maximum to continue now.`,
      }
    case 'past-due':
      return {
        title: 'Paused',
        text: 'Auto top-up continues when your plan’s open invoice is paid.',
      }
    default:
      return null
  }
}

function stopNotice({ stoppedReason, card }: AutoTopUpView): Notice {
  const which = card ?? 'Your card'
  switch (stoppedReason) {
    case 'declined':
      return {
        title: 'Stopped: your card was declined',
        text: `${which} was declined, and you weren’t charged. Change the card, or turn auto top-up on again.`,
      }
    case 'authentication-required':
      return {
        title: 'Stopped: your bank needs to confirm the payment',
        text: `${which} can’t be charged automatically, and you weren’t charged. Change the card, or buy a pack yourself.`,
      }
    case 'card-missing':
      return {
        title: 'Stopped: no card is saved',
        text: 'The card is no longer saved at Stripe. Save a card to continue.',
      }
    case 'price-changed':
      return {
        title: 'Stopped: the pack changed',
        text: 'Its price changed, or it is no longer available. Review the settings and turn auto top-up on again.',
      }
    default:
      return {
        title: 'Stopped: the invoice failed',
        text: 'The invoice couldn’t be charged, and you weren’t charged. Turn auto top-up on again, or buy a pack yourself.',
      }
  }
}
