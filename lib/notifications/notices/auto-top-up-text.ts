import { autoTopUpHref } from '@/lib/billing/checkout/links'
import { formatCredits, formatMoney } from '@/lib/core/text/format'
import type { Notice } from '../notice'

type Text = { title: string; body: string; steps: { label: string; href: string }[] }
type Data = Extract<Notice, { kind: 'auto-top-up' }>['data']

/** Why auto top-up no longer buys, and what to do. Nothing was charged in any of these cases (R48). */
export function autoTopUpText(data: Data): Text {
  const href = autoTopUpHref()
  const pack = `${formatCredits(data.credits)} for ${formatMoney(data.priceCents, data.currency)}`
  const card = data.card ?? 'Your saved card'
  const stopped = (title: string, body: string, label: string): Text => ({
    title,
    body: `${body} You weren’t charged.`,
    steps: [{ label, href }],
  })
  switch (data.reason) {
    case 'declined':
      return stopped(
        'Auto top-up stopped because your card was declined',
        `${card} was declined when we tried to buy ${pack}. Change the card or turn auto top-up on again.`,
        'Review auto top-up',
      )
    case 'authentication-required':
      return stopped(
        'Auto top-up stopped because your bank needs to confirm the payment',
        `Your bank requires your confirmation to buy ${pack}, so we couldn’t charge the card automatically. Save another card, or buy a pack yourself.`,
        'Review auto top-up',
      )
    case 'card-missing':
      return stopped(
        'Auto top-up stopped because its card is no longer saved',
        `Save a card to continue buying ${pack} automatically.`,
        'Save a card',
      )
    case 'price-changed':
      return stopped(
        'Auto top-up stopped because its pack changed',
        `You chose ${pack}, and this pack now has a different price or is no longer available. Review the new price and turn auto top-up on again.`,
        'Review auto top-up',
      )
    case 'invoice-failed':
      return stopped(
        'Auto top-up stopped because its invoice failed',
        `The invoice for ${pack} couldn’t be charged. Turn auto top-up on again, or buy a pack yourself.`,
        'Review auto top-up',
      )
    case 'maximum':
      return {
        title: `Auto top-up reached its maximum of ${formatMoney(data.maxCents, data.currency)} this month`,
        body: 'Your credits are below the threshold, but we won’t buy more until next month. Raise the maximum, or buy a pack yourself.',
        steps: [{ label: 'Review auto top-up', href }],
      }
  }
}
