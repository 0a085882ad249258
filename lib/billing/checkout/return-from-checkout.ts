import type { WorkspaceContext } from '@/lib/core/context'
import { logUnknown } from '@/lib/core/logging/log'
import { autoTopUpOnHref } from '../auto-top-up/card/save-card.ts'
import { billingHref } from '../shared/billing-address.ts'
import { stripe } from '../stripe/client.ts'
import { isMissing } from '../stripe/responses.ts'
import { fulfillCheckout } from './fulfill.ts'

/**
 * Fulfills the session the buyer returns from, and returns where to redirect them. A session of another workspace is
 * treated like one that does not exist (R35). When Stripe is unavailable, the webhook or reconciliation fulfills it later,
 * so the buyer sees that the payment is being confirmed, never that it failed.
 */
export async function returnFromCheckout(ctx: WorkspaceContext, sessionId: string): Promise<string> {
  if (!/^cs_\w{1,200}$/.test(sessionId)) return unknownHref()
  try {
    const session = await stripe().checkout.sessions.retrieve(sessionId)
    if (session.metadata?.workspace_id !== String(ctx.workspaceId)) return unknownHref()
    const result = await fulfillCheckout(sessionId)
    switch (result.kind) {
      case 'credits':
        return billingHref('overview', { query: { checkout: 'done', credits: result.credits } })
      case 'subscription':
        return billingHref('overview', { query: { checkout: 'subscribed' } })
      case 'card':
        return autoTopUpOnHref()
      case 'pending':
        return billingHref('overview', { query: { checkout: 'pending' } })
      case 'ended':
        return billingHref('plans', { query: { checkout: 'ended' } })
      case 'foreign':
        return unknownHref()
    }
  } catch (error) {
    if (isMissing(error)) return unknownHref()
    logUnknown(error, 'checkout return')
    return billingHref('overview', { query: { checkout: 'pending' } })
  }
}

/** The notice tells them to check the statement. */
const unknownHref = () => billingHref('statement', { query: { checkout: 'unknown' } })
