/**
 * Citus can only keep a key unique if it includes the workspace (R53). These are unique over all workspaces on one
 * PostgreSQL, so there `db:distribute` replaces each index by this one of the same name. That a value belongs to one
 * workspace is then guaranteed by `stripe_owners`, which is copied to every node, or by a sequence.
 */
export const UNIQUE_WITHIN_WORKSPACE: Readonly<Record<string, string>> = {
  subscriptions_customer: 'subscriptions (stripe_customer_id, workspace_id)',
  former_customers_customer: 'former_customers (stripe_customer_id, workspace_id)',
  purchases_session: 'purchases (stripe_session_id, workspace_id)',
  purchases_auto_top_up_invoice: "purchases (stripe_invoice_id, workspace_id) where origin = 'auto-top-up'",
  auto_top_ups_setup: 'auto_top_ups (setup_session_id, workspace_id)',
  // From the sequence `service_actors`.
  api_keys_service_actor: 'api_keys (service_actor, workspace_id)',
}
