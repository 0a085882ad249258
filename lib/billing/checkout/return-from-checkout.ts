import type { WorkspaceContext } from '@/lib/core/context'
import { logUnknown } from '@/lib/core/logging/log'
import { autoTopUpOnHref } from '../auto-top-up/save-card.ts'
import { stripe } from '../stripe/client.ts'
import { isMissing } from '../stripe/missing.ts'
import { fulfillCheckout } from './fulfill.ts'
import { billingHref } from './links.ts'

/**
 * Fulfills the session the buyer returns from, and returns where to redirect them. A session of another workspace is
 * treated like one that does not exist (R35). When Stripe is unavailable, the webhook or reconciliation fulfills it later,
 * so the buyer sees that the payment is being confirmed, never that it failed.
 */
export async function returnFromCheckout(ctx: WorkspaceContext, sessionId: string): Promise<string> {
  if (!/^cs_\w{1,200}$/.test(sessionId)) return billingHref({ checkout: 'unknown' })
  try {
    const session = await stripe().checkout.sessions.retrieve(sessionId)
    if (session.metadata?.workspace_id !== String(ctx.workspaceId))
      return billingHref({ checkout: 'unknown' })
    const result = await fulfillCheckout(sessionId)
    switch (result.kind) {
      case 'credits':
        return billingHref({ checkout: 'done', credits: String(result.credits) })
      case 'subscription':
        return billingHref({ checkout: 'subscribed' })
      case 'card':
        return autoTopUpOnHref()
      case 'pending':
        return billingHref({ checkout: 'pending' })
      case 'ended':
        return billingHref({ checkout: 'ended' })
      case 'foreign':
        return billingHref({ checkout: 'unknown' })
    }
  } catch (error) {
    if (isMissing(error)) return billingHref({ checkout: 'unknown' })
    logUnknown(error, 'checkout return')
    return billingHref({ checkout: 'pending' })
  }
}
