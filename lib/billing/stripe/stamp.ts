import type Stripe from 'stripe'
import { isSignature, signatureOf } from '@/lib/core/clients/signature'

/**
 * One Stripe account may serve several products, and each writes its own metadata. What we create carries our own name
 * and a tag that only this installation can compute, so that nobody else's `workspace_id` is taken for ours.
 */
const PURPOSE = 'stripe-workspace'

export function stampOf(workspaceId: number): { market_trak_workspace: string; market_trak_tag: string } {
  const workspace = String(workspaceId)
  return { market_trak_workspace: workspace, market_trak_tag: signatureOf(PURPOSE, workspace) }
}

/** The workspace that an object of ours names; null when the object carries no valid tag of this installation. */
export function stampedWorkspace(metadata: Stripe.Metadata | null | undefined): number | null {
  const { market_trak_workspace: workspace = '', market_trak_tag: tag = '' } = metadata ?? {}
  if (!/^[1-9]\d{0,8}$/.test(workspace)) return null
  return isSignature(tag, PURPOSE, workspace) ? Number(workspace) : null
}

/** Whether a subscription is for a plan of ours. Our customer may have subscribed to another product as well. */
export const isPlanSubscription = ({ items, metadata }: Stripe.Subscription): boolean =>
  stampedWorkspace(metadata) !== null || items.data.some(({ price }) => Boolean(price.metadata?.plan_key))
