import { RESTORE_DAYS } from '@/lib/paid-work/changes'
import { ABOUT_A_YEAR, type Kept, SEVEN_YEARS, type TableRule } from './rule'

const WORK: Kept = { until: 'a member deletes it' }
const PAID_WORK: Kept = { until: 'the workspace is erased: it was paid for, and stays readable' }
const DELETABLE: Kept = {
  until: `the workspace is erased. ${RESTORE_DAYS} days after a member deletes it, only its name and its cost stay`,
}
const LISTINGS: Kept = { until: 'the workspace is erased: posts refer to it, and duplicates are found by it' }
const MONEY = 'Records of payments must be kept, and contain no names.'
const LEDGER = 'The ledger is append-only. It contains numbers, not names.'
const SETTINGS: Kept = { until: 'a member changes it' }

const paidWork: TableRule = { kept: PAID_WORK, exported: true, erased: true }
const work: TableRule = { kept: WORK, exported: true, erased: true }
const settings: TableRule = { kept: SETTINGS, exported: true, erased: true }
const money: TableRule = { kept: { forever: MONEY }, exported: true, erased: MONEY }
const ledger: TableRule = { kept: { forever: LEDGER }, exported: true, erased: LEDGER }
const internal = (kept: Kept, exported: string): TableRule => ({ kept, exported, erased: true })
const PERSONAL = 'Belongs to each person, and is in their own download.'

/** Tables with a workspace id, by subject. */
export const workspaceTables = {
  // Credits and money
  credit_accounts: ledger,
  credit_cycles: ledger,
  credit_entries: ledger,
  credit_holds: ledger,
  credit_lot_changes: ledger,
  credit_lots: ledger,
  credit_metadata: ledger,
  credit_notes: ledger,
  credit_usage: ledger,
  limit_counters: ledger,
  limit_reservations: {
    kept: { days: ABOUT_A_YEAR, after: 'lease_until', where: "state <> 'open'" },
    exported: true,
    erased: true,
  },
  purchases: money,
  subscriptions: money,
  former_customers: money,
  stripe_owners: {
    kept: { with: 'purchases' },
    exported: 'The ids of customers, checkouts and invoices, which are in the tables that use them.',
    erased: MONEY,
  },
  auto_top_ups: money,
  auto_top_up_attempts: money,
  auto_top_up_months: money,
  plan_moves: money,
  operator_adjustments: {
    kept: { forever: 'Explains entries of the ledger.' },
    exported: 'A record of our operators. The entries it led to are in the ledger.',
    erased: 'Explains entries of the ledger.',
  },
  operator_refunds: {
    kept: { forever: 'Explains refunds of payments.' },
    exported: 'A record of our operators. The refunds are in purchases.',
    erased: 'Explains refunds of payments.',
  },
  sending_domains: { ...settings, exported: { without: ['private_key'] } },
  billing_contacts: settings,
  usage_digests: {
    kept: { days: ABOUT_A_YEAR, after: 'created_at' },
    exported: true,
    erased: true,
  },
  spending_limits: settings,
  spending_limit_requests: {
    kept: { days: ABOUT_A_YEAR, after: 'decided_at', where: 'outcome is not null' },
    exported: true,
    erased: true,
  },
  ai_calls: { kept: { days: ABOUT_A_YEAR, after: 'called_at' }, exported: true, erased: true },

  // People
  members: { kept: { until: 'the person leaves' }, exported: true, erased: true },
  former_members: internal(
    { days: 31, by: 'a trigger on members', what: 'since they left' },
    'Only used to prevent operators from deciding about their own workspace.',
  ),
  invitations: {
    kept: { days: 90, after: 'expires_at' },
    exported: { without: ['token_hash'] },
    erased: true,
  },
  api_keys: {
    kept: { until: 'the workspace is erased: entries of the ledger refer to it' },
    exported: { without: ['key_hash', 'previous_hash'] },
    erased: true,
  },
  audit_events: { kept: { days: SEVEN_YEARS, after: 'at' }, exported: true, erased: true },
  notifications: internal({ days: ABOUT_A_YEAR, after: 'created_at' }, PERSONAL),
  notification_preferences: internal(SETTINGS, PERSONAL),
  alert_levels: internal(SETTINGS, PERSONAL),
  watches: internal(SETTINGS, 'What was last seen of the balance, so that each fall is notified once.'),

  // Work
  reports: { ...paidWork, kept: DELETABLE },
  report_shares: {
    kept: { days: 90, after: 'expires_at' },
    exported: { without: ['token_hash'] },
    erased: true,
  },
  valuations: { ...paidWork, kept: DELETABLE },
  valuation_shares: {
    kept: { days: 90, after: 'expires_at' },
    exported: { without: ['token_hash'] },
    erased: true,
  },
  recurring_reports: {
    kept: { until: 'the workspace is erased: reports and campaigns refer to it' },
    exported: true,
    erased: true,
  },
  recurring_runs: { kept: { days: ABOUT_A_YEAR, after: 'finished_at' }, exported: true, erased: true },
  images: { ...paidWork, kept: DELETABLE },
  problem_cases: {
    kept: { days: ABOUT_A_YEAR, after: 'decided_at', where: "status <> 'open'" },
    exported: { without: ['decided_by'] },
    erased: true,
  },
  image_photos: {
    kept: { until: 'no image uses it, and 7 days more (photo-sweep)' },
    exported: true,
    erased: true,
  },
  sale_sets: work,
  own_sales: work,
  sale_imports: {
    kept: { days: ABOUT_A_YEAR, after: 'finished_at', where: 'content is null' },
    exported: { without: ['content'] },
    erased: true,
  },
  sale_set_models: internal({ with: 'sale_sets' }, 'Is computed from own_sales.'),
  contacts: work,
  contact_lists: work,
  contact_list_members: work,
  contact_suppressions: {
    kept: { until: 'the workspace is erased, so that no one who opted out is emailed again' },
    exported: true,
    erased: true,
  },
  contact_imports: {
    kept: { days: ABOUT_A_YEAR, after: 'finished_at', where: "status <> 'open'" },
    exported: { without: ['content'] },
    erased: true,
  },
  templates: work,
  sender_details: settings,
  campaigns: {
    kept: { until: `the workspace is erased; drafts until ${RESTORE_DAYS} days after a member deletes them` },
    exported: true,
    erased: true,
  },
  campaign_recipients: {
    kept: { until: 'the workspace is erased. Names and addresses are removed after 2 years' },
    exported: true,
    erased: true,
  },
  email_findings: internal(
    { days: 90, by: 'campaign-sweep', what: 'after the last report' },
    'For operators. The results are in campaign_recipients.',
  ),
  feeds: {
    kept: { until: 'the workspace is erased: posts refer to it' },
    exported: { without: ['secret_hash'] },
    erased: true,
  },
  feed_runs: {
    kept: {
      days: ABOUT_A_YEAR,
      after: 'created_at',
      where: "status in ('done', 'failed') and missing_ids is null",
    },
    exported: true,
    erased: true,
  },
  feed_run_errors: { kept: { with: 'feed_runs' }, exported: true, erased: true },
  listings: { kept: LISTINGS, exported: true, erased: true },
  listing_changes: { kept: { days: ABOUT_A_YEAR, after: 'changed_at' }, exported: true, erased: true },
  listing_photos: internal(
    { with: 'listings' },
    'Copies of photos on the web; their addresses are in listings.',
  ),
  posts: paidWork,
  post_targets: settings,
  post_deliveries: {
    kept: { days: ABOUT_A_YEAR, after: 'created_at', where: "status <> 'waiting'" },
    exported: true,
    erased: true,
  },
  workspace_brands: settings,
  agent_cards: settings,
  workspace_files: { kept: { until: 'the file is deleted' }, exported: true, erased: true },
  workspace_storage: internal({ with: 'workspace_files' }, 'The sum of workspace_files.'),

  // Webhooks for integrators
  webhook_endpoints: settings,
  webhook_messages: { kept: { days: 30, by: 'webhook-sweep' }, exported: true, erased: true },
  webhook_deliveries: { kept: { with: 'webhook_messages' }, exported: true, erased: true },
  webhook_delivery_attempts: { kept: { with: 'webhook_deliveries' }, exported: true, erased: true },
  webhook_cursors: internal({ with: 'webhook_endpoints' }, 'How far events were collected.'),
} as const satisfies Record<string, TableRule>
