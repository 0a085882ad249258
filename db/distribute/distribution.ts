/**
 * Where each table is when the database is distributed over several machines by Citus (R53). A workspace's rows are together
 * on one machine, so a statement that names its workspace runs there. `local/statements` checks that statements do.
 */

/** Spread by workspace: the table, and the column with the workspace's id. */
export const DISTRIBUTED: ReadonlyMap<string, string> = new Map([
  ['workspaces', 'id'],
  ...[
    // Credits and money
    'auto_top_up_attempts',
    'auto_top_up_months',
    'auto_top_ups',
    'billing_contacts',
    'credit_accounts',
    'credit_cycles',
    'credit_entries',
    'credit_holds',
    'credit_lot_changes',
    'credit_lots',
    'credit_metadata',
    'credit_notes',
    'credit_usage',
    'former_customers',
    'limit_counters',
    'limit_reservations',
    'operator_adjustments',
    'operator_refunds',
    'plan_moves',
    'purchases',
    'spending_limit_requests',
    'spending_limits',
    'subscriptions',
    'usage_digests',
    // People
    'agent_cards',
    'alert_levels',
    'api_keys',
    'audit_events',
    'former_members',
    'invitations',
    'members',
    'notification_preferences',
    'notifications',
    'watches',
    // Work
    'ai_calls',
    'campaign_recipients',
    'campaigns',
    'contact_imports',
    'contact_list_members',
    'contact_lists',
    'contact_suppressions',
    'contacts',
    'email_findings',
    'feed_run_errors',
    'feed_runs',
    'feeds',
    'image_photos',
    'images',
    'listing_changes',
    'listing_photos',
    'listings',
    'own_sales',
    'post_deliveries',
    'post_targets',
    'posts',
    'problem_cases',
    'recurring_reports',
    'recurring_runs',
    'report_shares',
    'reports',
    'sale_imports',
    'sale_set_models',
    'sale_sets',
    'sender_details',
    'sending_domains',
    'templates',
    'valuation_shares',
    'valuations',
    'workspace_brands',
    'workspace_files',
    'workspace_storage',
    // Webhooks for integrators
    'webhook_cursors',
    'webhook_deliveries',
    'webhook_delivery_attempts',
    'webhook_endpoints',
    'webhook_messages',
  ].map((table): [string, string] => [table, 'workspace_id']),
])

/** Copied to every machine, because statements of a workspace join them. They are small and rarely written. */
export const REFERENCE: ReadonlySet<string> = new Set([
  'packs',
  'plans',
  'rate_card_prices',
  'rate_cards',
  'sales',
  'stripe_owners',
  'users',
  'valuation_models',
])

/** Only on the coordinator: about a person or the installation rather than a workspace, and joined by nothing of one. */
export const LOCAL: ReadonlySet<string> = new Set([
  // Sign-in
  'account_emails',
  'auth_accounts',
  'auth_sessions',
  'auth_verification_tokens',
  'email_changes',
  'recovery_codes',
  'user_factors',
  // Stripe's events, and what checks found
  'billing_checks',
  'billing_findings',
  'ledger_checks',
  'ledger_findings',
  'webhook_attempts',
  'webhook_events',
  // Operators and operations
  'job_starts',
  'mail_pace',
  'mail_slowdowns',
  'operator_alerts',
  'operator_changes',
  'operator_events',
  'rate_limits',
  'time_machine',
  'use_slots',
])

/**
 * Of those, the ones with a foreign key to a table of every machine. Citus plans statements on them itself, with the same rules
 * for functions as for distributed tables.
 */
export const MANAGED: ReadonlySet<string> = new Set([
  'account_emails',
  'auth_accounts',
  'auth_sessions',
  'email_changes',
  'recovery_codes',
  'user_factors',
])

/**
 * Unique indexes of distributed tables that are about all workspaces, which no machine can check alone. On Citus,
 * `npm run db:distribute` replaces them.
 */
export const UNIQUE_ACROSS_WORKSPACES: Readonly<Record<string, string>> = {
  api_keys_service_actor: 'The numbers come from a sequence, which never repeats one.',
  auto_top_ups_setup: 'Stripe never repeats the id of a session.',
  former_customers_customer: 'Stripe never repeats the id of a customer.',
  purchases_auto_top_up_invoice: 'Stripe never repeats the id of an invoice.',
  purchases_session: 'Stripe never repeats the id of a session.',
  subscriptions_customer: 'Stripe never repeats the id of a customer.',
}
