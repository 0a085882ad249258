import { ABOUT_A_YEAR, type Kept, SEVEN_YEARS, type TableRule } from './rule'

const other = (kept: Kept): Pick<TableRule, 'kept'> => ({ kept })
const ACCOUNT: Kept = { until: 'the person deletes their account' }
const CATALOG = other({ forever: 'Plans, packs and prices that entries of the ledger refer to.' })
const MODEL = other({ forever: 'Public recorded sales and what is computed from them.' })

/** Tables that belong to a person, to us, or to no one. */
export const otherTables = {
  users: other({ until: 'the person deletes their account. The number stays for the ledger' }),
  workspaces: other({ until: 'the workspace is erased. The number stays for the ledger' }),
  auth_accounts: other(ACCOUNT),
  auth_sessions: other({ days: 0, by: 'session-prune', what: 'after it ended' }),
  auth_verification_tokens: other({ days: 0, by: 'session-prune', what: 'after it expired' }),
  user_factors: other(ACCOUNT),
  recovery_codes: other({ with: 'user_factors' }),
  email_changes: other({
    days: ABOUT_A_YEAR,
    after: 'requested_at',
    where: 'coalesce(undo_until, expires_at) < market_now()',
  }),
  account_emails: other({ days: 30, by: 'account-email-sweep' }),

  mail_slowdowns: other({ until: 'the server takes emails again' }),
  mail_pace: other({ forever: 'One row per email server: how many emails were sent in this second.' }),
  operator_alerts: other({ forever: 'One row per kind of alert: whether it is open.' }),
  rate_limits: other({ days: 0, by: 'limits-prune', what: 'an hour after the window' }),
  use_slots: other({ days: 0, by: 'limits-prune', what: 'an hour after the slot' }),
  job_starts: other({ days: 30, after: 'started_at' }),

  webhook_events: other({
    days: ABOUT_A_YEAR,
    after: 'received_at',
    where: "status in ('applied', 'ignored', 'dead')",
  }),
  webhook_attempts: other({ with: 'webhook_events' }),
  ledger_checks: other({ days: ABOUT_A_YEAR, after: 'started_at' }),
  ledger_findings: other({ with: 'ledger_checks' }),
  billing_checks: other({ days: ABOUT_A_YEAR, after: 'started_at' }),
  billing_findings: other({ days: SEVEN_YEARS, after: 'last_seen_at', where: 'resolved_at is not null' }),
  operator_events: other({ days: SEVEN_YEARS, after: 'at' }),
  operator_changes: other({ forever: 'Explains the catalog. It has no names but those of operators.' }),

  rate_cards: CATALOG,
  rate_card_prices: CATALOG,
  plans: CATALOG,
  packs: CATALOG,
  sales: MODEL,
  valuation_models: MODEL,
  time_machine: other({ forever: 'One row: the clock of the demo.' }),
} as const satisfies Record<string, Pick<TableRule, 'kept'>>
