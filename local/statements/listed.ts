/**
 * The statements of the product that read several workspaces at once, by what they are for. On Citus they ask every machine. Any
 * other statement that names no workspace fails `npm test`, and every write that names none (README.md).
 */
type Group = {
  why: string
  /** `limit`: each has one, which is checked. Otherwise what keeps them small. */
  bound: 'limit' | { by: string }
  /**
   * By the file that sends it: all distributed tables that one statement uses without their workspace, sorted. `any`: the table
   * is a parameter of the function.
   */
  statements: Record<string, readonly string[]>
}

export const CROSSINGS: readonly Group[] = [
  {
    why: 'A person can belong to several workspaces: at sign-in, only the person is known.',
    bound: 'limit',
    statements: {
      'lib/workspaces/open-workspace.ts': ['members, workspaces', 'members, subscriptions, workspaces'],
    },
  },
  {
    why: 'Finds where a person has rows, to list them, or to change them in one workspace after the other.',
    bound: { by: 'the workspaces of one person, by an index or when an account is deleted' },
    statements: {
      'lib/auth/email-change/store.ts': ['invitations', 'members'],
      'lib/retention/erase-person.ts': [
        'agent_cards',
        'alert_levels',
        'audit_events',
        'billing_contacts',
        'invitations',
        'members',
        'members, workspaces',
        'notification_preferences',
        'notifications',
      ],
      'lib/workspaces/own-workspaces.ts': ['members, workspaces'],
    },
  },
  {
    why: 'The download of a person’s data, a page at a time.',
    bound: 'limit',
    statements: { 'lib/retention/export/read-table.ts': ['any'] },
  },
  {
    why: 'Stripe names its own objects only: finds the workspace of a customer, payment or invoice.',
    bound: { by: 'one row, by an index' },
    statements: {
      'lib/billing/payments/purchase-of-charge.ts': ['purchases'],
    },
  },
  {
    why: 'Finds what is due or was left by a killed process; each row is then worked on in its workspace.',
    bound: 'limit',
    statements: {
      'lib/billing/auto-top-up/continue-top-up.ts': ['purchases'],
      'lib/billing/auto-top-up/card/save-card.ts': ['auto_top_ups'],
      'lib/billing/auto-top-up/start-top-ups.ts': [
        'auto_top_up_months, auto_top_ups, credit_accounts, purchases, subscriptions, workspaces',
      ],
      'lib/billing/checkout/open-purchases.ts': ['purchases'],
      'lib/billing/customer/billing-contact.ts': ['billing_contacts, members, subscriptions, workspaces'],
      'lib/billing/funding/renewals-due.ts': ['subscriptions'],
      'lib/campaigns/delivery/email-findings.ts': ['email_findings'],
      'lib/campaigns/sending/sweeps/start-due.ts': ['campaigns'],
      'lib/campaigns/sending/sweeps/sweep-campaigns.ts': [
        'campaigns',
        'campaigns, credit_holds, limit_reservations',
      ],
      'lib/campaigns/sending/sweeps/sweep-paused.ts': ['campaigns'],
      'lib/contacts/import/prune-imports.ts': ['contact_imports'],
      'lib/recurring/run-recurring.ts': [
        'recurring_reports, workspaces',
        'recurring_reports, recurring_runs',
      ],
      'lib/feeds/sweep-feeds.ts': [
        'feed_runs',
        'feed_runs, posts',
        'feeds, workspaces',
        'credit_holds, limit_reservations, posts',
        'posts',
      ],
      'lib/images/photos/sweep-photos.ts': ['image_photos, images'],
      'lib/metering/holds/sweep-holds.ts': ['any'],
      'lib/notifications/notices/key-expiry-notices.ts': ['api_keys'],
      'lib/notifications/notices/auto-top-up-notices.ts': [
        'auto_top_up_months, auto_top_ups',
        'auto_top_ups',
      ],
      'lib/notifications/watch/sweep-notices.ts': ['notifications', 'purchases', 'subscriptions'],
      'lib/operators/catalog/moves/carry-out-moves.ts': ['plan_moves'],
      'lib/own-sales/sweep-sales.ts': ['sale_imports', 'sale_sets'],
      'lib/paid-work/sweep.ts': ['any'],
      'lib/posts/targets/send-post.ts': ['post_deliveries', 'post_deliveries, post_targets, posts'],
      'lib/retention/erase-workspace.ts': ['workspaces'],
      'lib/retention/prune.ts': ['any'],
      'lib/webhooks/collect/sweep-webhooks.ts': [
        'webhook_cursors, webhook_endpoints, workspaces',
        'webhook_deliveries',
        'webhook_messages',
      ],
    },
  },
  {
    why: 'Checks a slice of workspaces, by number, for what no change of a balance reported.',
    bound: { by: '500 workspaces a minute' },
    statements: {
      'lib/notifications/watch/sweep-notices.ts': [
        'alert_levels, credit_accounts, subscriptions, watches',
        'credit_accounts',
      ],
      'lib/notifications/digest/send-digests.ts': [
        'credit_accounts, subscriptions, usage_digests, workspaces',
      ],
    },
  },
  {
    why: 'The demo’s clock moves for all workspaces. No other installation has it.',
    bound: { by: 'the workspaces of the demo' },
    statements: {
      'lib/time-machine/advance-time.ts': ['workspaces'],
      'lib/time-machine/list-stops.ts': ['campaigns, posts, recurring_reports'],
      'lib/time-machine/run-due-work.ts': ['campaigns', 'post_deliveries'],
    },
  },
  {
    why: 'Sets timers for the workspaces of open pages.',
    bound: { by: '1,000 workspaces' },
    statements: { 'lib/realtime/boundaries.ts': ['credit_accounts'] },
  },
  {
    why: 'Compares everything with Stripe, once an hour.',
    bound: { by: 'one row for each paying workspace, or open dispute' },
    statements: {
      'lib/billing/stripe/reconcile/reconcile.ts': ['purchases'],
      'lib/billing/stripe/reconcile/subscriptions.ts': ['former_customers', 'subscriptions'],
    },
  },
  {
    why: 'What operators read about all workspaces.',
    bound: 'limit',
    statements: {
      'lib/operators/cases/list-cases.ts': ['problem_cases, workspaces'],
      'lib/operators/refunds/request-refund.ts': ['operator_refunds'],
      'lib/operators/catalog/moves/subscribers-of-terms.ts': [
        'plan_moves, subscriptions, workspaces',
        'plan_moves, workspaces',
      ],
      'lib/operators/operations/audit-log.ts': ['audit_events'],
      'lib/operators/operations/email-findings.ts': ['campaigns, email_findings, workspaces'],
      'lib/operators/operations/model-calls.ts': ['ai_calls, credit_holds'],
      'lib/operators/workspaces/adjust-credits.ts': ['operator_adjustments'],
      'lib/operators/workspaces/find-workspaces.ts': ['credit_accounts, members, subscriptions, workspaces'],
    },
  },
  {
    why: 'What operators count over all workspaces, and the workspaces that a request of theirs is about.',
    bound: { by: 'counts, by an index; or at most 500 workspaces of one request' },
    statements: {
      'lib/health/observe-product.ts': ['email_findings'],
      'lib/operators/alerts/read-conditions.ts': ['email_findings'],
      'lib/operators/approvals/alone-limit.ts': ['operator_adjustments'],
      'lib/operators/cases/list-cases.ts': ['problem_cases'],
      'lib/operators/refunds/refund-limit.ts': ['operator_refunds'],
      'lib/operators/approvals/conflict-of-interest.ts': ['former_members', 'members'],
      'lib/operators/catalog/catalog-versions.ts': ['subscriptions'],
      'lib/operators/catalog/moves/move-subscribers.ts': ['plan_moves'],
      'lib/operators/catalog/rate-card-versions.ts': ['credit_usage', 'subscriptions'],
      'lib/operators/catalog/moves/subscribers-of-terms.ts': ['plan_moves, subscriptions'],
      'lib/operators/operations/email-findings.ts': ['email_findings'],
      'lib/operators/operations/refund-finding.ts': ['credit_accounts, credit_lots, purchases'],
    },
  },
]

/** Statements that are not checked: of a file or folder, and of those the ones with this form. */
export const NOT_CHECKED: readonly { folder: string; form?: RegExp; why: string }[] = [
  {
    folder: 'lib/credits/posting/',
    // Workspaces' ids are an array, the first parameter.
    form: /(any|unnest)\(\$1::text::int\[\]/,
    why: 'The form for many workspaces is only sent to one PostgreSQL. The form for Citus is checked, and gives the same results (lib/credits/posting/one-workspace.db.test.ts).',
  },
  {
    folder: 'lib/credits/read/read.ts',
    form: /any\(\$1::int\[\]\)/,
    why: 'Balances of many workspaces are only read together from one PostgreSQL.',
  },
  {
    folder: 'lib/credits/verify/',
    why: 'Reads slices of workspaces. On Citus, those of a slice share a shard (verify.ts: byShard).',
  },
  {
    folder: 'db/migrate.ts',
    why: 'A migration changes all workspaces. On Citus the coordinator carries it out.',
  },
]
