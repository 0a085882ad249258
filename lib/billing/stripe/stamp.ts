import type Stripe from 'stripe'
import { isSignature, signatureOf } from '@/lib/core/clients/signature'

/**
 * One Stripe account may serve several products, each with its own metadata. Our objects carry our own key and a tag that
 * only this installation can compute, so another product's `workspace_id` is never mistaken for ours.
 */
const PURPOSE = 'stripe-workspace'

export function stampOf(workspaceId: number): { market_trak_workspace: string; market_trak_tag: string } {
  const workspace = String(workspaceId)
  return { market_trak_workspace: workspace, market_trak_tag: signatureOf(PURPOSE, workspace) }
}

/** The workspace of an object of ours; null without a valid tag of this installation. */
export function stampedWorkspace(metadata: Stripe.Metadata | null | undefined): number | null {
  const { market_trak_workspace: workspace = '', market_trak_tag: tag = '' } = metadata ?? {}
  if (!/^[1-9]\d{0,8}$/.test(workspace)) return null
  return isSignature(tag, PURPOSE, workspace) ? Number(workspace) : null
}

/** Whether a subscription is for one of our plans. Our customer may also subscribe to another product. */
export const isPlanSubscription = ({ items, metadata }: Stripe.Subscription): boolean =>
  stampedWorkspace(metadata) !== null || items.data.some(({ price }) => Boolean(price.metadata?.plan_key))
