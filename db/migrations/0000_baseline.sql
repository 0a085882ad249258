-- The product's clock comes first: columns default to it. In production it is the server's; the demo's time machine moves
-- it by an offset.
CREATE TABLE time_machine (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), offset_seconds bigint NOT NULL DEFAULT 0);
--> statement-breakpoint
CREATE FUNCTION market_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT date_trunc('milliseconds', clock_timestamp() + make_interval(secs => coalesce((SELECT offset_seconds FROM time_machine), 0)))
$$;
--> statement-breakpoint

CREATE SEQUENCE "public"."service_actors" INCREMENT BY -1 MINVALUE -2147483647 MAXVALUE -1 START WITH -1 CACHE 1;--> statement-breakpoint
CREATE TABLE "billing_contacts" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"name" text,
	"email" text,
	"pushed_name" text,
	"pushed_email" text,
	"updated_at" timestamp with time zone DEFAULT market_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "former_customers" (
	"workspace_id" integer NOT NULL,
	"stripe_customer_id" text NOT NULL,
	"reason" text NOT NULL,
	"lost_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "former_customers_workspace_id_stripe_customer_id_pk" PRIMARY KEY("workspace_id","stripe_customer_id"),
	CONSTRAINT "former_customers_reason_known" CHECK ("former_customers"."reason" in ('deleted', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "purchases" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"pack_key" text NOT NULL,
	"quantity" integer DEFAULT 1 NOT NULL,
	"further_packs" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"credits" integer NOT NULL,
	"price_cents" integer NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"refunded_cents" integer DEFAULT 0 NOT NULL,
	"currency" text DEFAULT 'usd' NOT NULL,
	"paid_cents" integer,
	"tax_cents" integer DEFAULT 0 NOT NULL,
	"discount_cents" integer DEFAULT 0 NOT NULL,
	"presentment_cents" integer,
	"presentment_currency" text,
	"stripe_invoice_id" text,
	"dispute" text,
	"revision" integer DEFAULT 0 NOT NULL,
	"credits_end_at" timestamp with time zone,
	"stripe_session_id" text,
	"stripe_payment_intent_id" text,
	"bought_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"fulfilled_at" timestamp with time zone,
	CONSTRAINT "purchases_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "purchases_sane" CHECK ("purchases"."quantity" > 0 and "purchases"."credits" > 0 and "purchases"."price_cents" > 0),
	CONSTRAINT "purchases_further_packs" CHECK (jsonb_typeof("purchases"."further_packs") = 'array'),
	CONSTRAINT "purchases_refunded" CHECK ("purchases"."refunded_cents" between 0 and greatest("purchases"."price_cents", "purchases"."paid_cents")),
	CONSTRAINT "purchases_paid" CHECK ("purchases"."paid_cents" >= 0 and "purchases"."tax_cents" >= 0 and "purchases"."discount_cents" >= 0),
	CONSTRAINT "purchases_presented" CHECK (("purchases"."presentment_cents" is null) = ("purchases"."presentment_currency" is null))
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"plan_key" text NOT NULL,
	"status" text NOT NULL,
	"interval" text DEFAULT 'month' NOT NULL,
	"trial_ends_at" timestamp with time zone,
	"current_period_start" timestamp with time zone,
	"current_period_end" timestamp with time zone,
	"cancel_at_period_end" boolean DEFAULT false NOT NULL,
	"stripe_customer_id" text,
	"pending_plan_key" text,
	"pending_interval" text,
	"pending_from" timestamp with time zone,
	"paid_until" timestamp with time zone,
	"unfunded_reason" text,
	"quantity" integer DEFAULT 1 NOT NULL,
	"ends_at" timestamp with time zone,
	"open_invoice_url" text,
	"revision" integer DEFAULT 0 NOT NULL,
	"stripe_subscription_id" text,
	"synced_at" timestamp with time zone,
	"changing_by" uuid,
	"changing_until" timestamp with time zone,
	CONSTRAINT "subscriptions_quantity" CHECK ("subscriptions"."quantity" >= 0),
	CONSTRAINT "subscriptions_unfunded_known" CHECK ("subscriptions"."unfunded_reason" in ('first-payment-processing', 'first-payment-failed', 'renewal-processing', 'collection-paused', 'paused', 'written-off')),
	CONSTRAINT "subscriptions_status_known" CHECK ("subscriptions"."status" in ('trialing', 'active', 'past_due', 'canceled'))
);
--> statement-breakpoint
CREATE TABLE "webhook_attempts" (
	"event_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "webhook_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"status" text NOT NULL,
	"error" text,
	CONSTRAINT "webhook_attempts_event_id_id_pk" PRIMARY KEY("event_id","id"),
	CONSTRAINT "webhook_attempts_status_known" CHECK ("webhook_attempts"."status" in ('applied', 'ignored', 'failed', 'dead')),
	CONSTRAINT "webhook_attempts_error" CHECK (("webhook_attempts"."status" in ('failed', 'dead')) = ("webhook_attempts"."error" is not null))
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"status" text DEFAULT 'received' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"ignored_reason" text,
	"workspace_id" integer,
	"received_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"applied_at" timestamp with time zone,
	"next_attempt_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "packs" (
	"key" text PRIMARY KEY NOT NULL,
	"family" text NOT NULL,
	"effective_at" timestamp with time zone DEFAULT '2026-01-01 00:00:00+00' NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"name" text NOT NULL,
	"credits" integer NOT NULL,
	"price_cents" integer NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "packs_sane" CHECK ("packs"."credits" > 0 and "packs"."price_cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"key" text PRIMARY KEY NOT NULL,
	"family" text NOT NULL,
	"effective_at" timestamp with time zone DEFAULT '2026-01-01 00:00:00+00' NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"name" text NOT NULL,
	"mode" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"monthly_price_cents" integer NOT NULL,
	"annual_price_cents" integer NOT NULL,
	"allowance_credits" integer DEFAULT 0 NOT NULL,
	"reports_limit" integer,
	"emails_limit" integer,
	"contacts_limit" integer,
	"images_fair_use" integer DEFAULT 30 NOT NULL,
	"edits_fair_use" integer DEFAULT 60 NOT NULL,
	"valuations_fair_use" integer DEFAULT 20 NOT NULL,
	"posts_fair_use" integer DEFAULT 200 NOT NULL,
	"trial_days" smallint,
	"position" smallint NOT NULL,
	CONSTRAINT "plans_mode_fits" CHECK (("plans"."mode" = 'credits') = ("plans"."reports_limit" is null and "plans"."emails_limit" is null and "plans"."contacts_limit" is null)),
	CONSTRAINT "plans_fair_use_sane" CHECK ("plans"."images_fair_use" >= 0 and "plans"."edits_fair_use" >= 0 and "plans"."valuations_fair_use" >= 0 and "plans"."posts_fair_use" >= 0),
	CONSTRAINT "plans_prices_sane" CHECK ("plans"."monthly_price_cents" >= 0 and "plans"."annual_price_cents" >= 0 and "plans"."allowance_credits" >= 0)
);
--> statement-breakpoint
CREATE TABLE "rate_card_prices" (
	"version" integer NOT NULL,
	"action" text NOT NULL,
	"credits" integer NOT NULL,
	"per" integer NOT NULL,
	"minimum" integer NOT NULL,
	CONSTRAINT "rate_card_prices_version_action_pk" PRIMARY KEY("version","action"),
	CONSTRAINT "rate_card_prices_sane" CHECK ("rate_card_prices"."credits" >= 0 and "rate_card_prices"."per" >= 1 and "rate_card_prices"."minimum" >= 0)
);
--> statement-breakpoint
CREATE TABLE "rate_cards" (
	"version" integer PRIMARY KEY NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_by" integer,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credit_accounts" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"allowance_left" integer DEFAULT 0 NOT NULL,
	"extra_left" integer DEFAULT 0 NOT NULL,
	"held" integer DEFAULT 0 NOT NULL,
	"frozen" integer DEFAULT 0 NOT NULL,
	"seq" integer DEFAULT 0 NOT NULL,
	"anchor_at" timestamp (3) with time zone NOT NULL,
	"cycle_start" timestamp (3) with time zone NOT NULL,
	"cycle_end" timestamp (3) with time zone NOT NULL,
	"allowance" integer NOT NULL,
	"cycle_allowance" integer DEFAULT 0 NOT NULL,
	"paid_changes" integer DEFAULT 0 NOT NULL,
	"paid_back" integer DEFAULT 0 NOT NULL,
	"withheld" integer DEFAULT 0 NOT NULL,
	"granted" integer DEFAULT 0 NOT NULL,
	"extra_granted" integer DEFAULT 0 NOT NULL,
	"funded_until" timestamp (3) with time zone,
	"partly_funded_until" timestamp (3) with time zone,
	"spend_until" timestamp (3) with time zone,
	"extra_end" bigint DEFAULT 0 NOT NULL,
	"extra_used" bigint DEFAULT 0 NOT NULL,
	"extra_expired" bigint DEFAULT 0 NOT NULL,
	"next_lot_expiry" timestamp (3) with time zone,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	CONSTRAINT "credit_accounts_never_negative" CHECK ("credit_accounts"."allowance_left" >= 0 and "credit_accounts"."extra_left" >= 0 and "credit_accounts"."held" >= 0 and "credit_accounts"."frozen" >= 0),
	CONSTRAINT "credit_accounts_cycle_runs" CHECK ("credit_accounts"."cycle_end" > "credit_accounts"."cycle_start"),
	CONSTRAINT "credit_accounts_watermark" CHECK ("credit_accounts"."extra_used" >= "credit_accounts"."extra_expired" and "credit_accounts"."extra_expired" >= 0 and "credit_accounts"."extra_end" - "credit_accounts"."extra_used" = "credit_accounts"."extra_left"),
	CONSTRAINT "credit_accounts_sane" CHECK ("credit_accounts"."seq" >= 0 and "credit_accounts"."allowance" >= 0 and "credit_accounts"."cycle_allowance" >= 0 and "credit_accounts"."paid_back" >= 0 and "credit_accounts"."withheld" >= 0 and "credit_accounts"."granted" >= 0 and "credit_accounts"."extra_granted" >= 0)
);
--> statement-breakpoint
CREATE TABLE "credit_cycles" (
	"workspace_id" integer NOT NULL,
	"first_seq" integer NOT NULL,
	"cycle_start" timestamp (3) with time zone NOT NULL,
	"cycle_end" timestamp (3) with time zone NOT NULL,
	"extra_left" integer NOT NULL,
	"frozen" integer NOT NULL,
	"held_extra" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "credit_cycles_workspace_id_first_seq_pk" PRIMARY KEY("workspace_id","first_seq"),
	CONSTRAINT "credit_cycles_sane" CHECK ("credit_cycles"."first_seq" >= 1 and "credit_cycles"."cycle_end" > "credit_cycles"."cycle_start" and "credit_cycles"."extra_left" >= 0 and "credit_cycles"."frozen" >= 0 and "credit_cycles"."held_extra" >= 0)
);
--> statement-breakpoint
CREATE TABLE "credit_entries" (
	"at" timestamp (3) with time zone NOT NULL,
	"input_hash" bigint NOT NULL,
	"subject_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"workspace_id" integer NOT NULL,
	"seq" integer NOT NULL,
	"amount" integer NOT NULL,
	"balance_after" integer NOT NULL,
	"extra_amount" integer NOT NULL,
	"actor_id" integer NOT NULL,
	"rate_version" integer NOT NULL,
	"units" integer NOT NULL,
	"kind" smallint NOT NULL,
	"action" smallint NOT NULL,
	"subject_kind" smallint NOT NULL,
	CONSTRAINT "credit_entries_workspace_id_seq_pk" PRIMARY KEY("workspace_id","seq"),
	CONSTRAINT "credit_entries_sane" CHECK ("credit_entries"."seq" >= 1 and "credit_entries"."balance_after" >= 0),
	CONSTRAINT "credit_entries_signed" CHECK ("credit_entries"."kind" between 1 and 9 and ("credit_entries"."amount" = 0 or "credit_entries"."kind" in (8, 9) or ("credit_entries"."amount" < 0) = ("credit_entries"."kind" in (1, 2, 5)))),
	CONSTRAINT "credit_entries_extra" CHECK ("credit_entries"."extra_amount" between "credit_entries"."amount" and 0 or "credit_entries"."extra_amount" between 0 and "credit_entries"."amount")
);
--> statement-breakpoint
CREATE TABLE "credit_holds" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"input_hash" bigint NOT NULL,
	"state" smallint DEFAULT 0 NOT NULL,
	"amount" integer NOT NULL,
	"from_extra" integer NOT NULL,
	"captured" integer DEFAULT 0 NOT NULL,
	"cycle_start" timestamp (3) with time zone NOT NULL,
	"actor_id" integer NOT NULL,
	"action" smallint NOT NULL,
	"units" integer NOT NULL,
	"rate_version" integer NOT NULL,
	"subject_kind" smallint NOT NULL,
	"subject_id" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"entry_seq" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "credit_holds_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "credit_holds_sane" CHECK ("credit_holds"."amount" > 0 and "credit_holds"."from_extra" between 0 and "credit_holds"."amount" and "credit_holds"."captured" between 0 and "credit_holds"."amount" and "credit_holds"."state" in (0, 1, 2)),
	CONSTRAINT "credit_holds_entry" CHECK (("credit_holds"."entry_seq" > 0) = ("credit_holds"."state" = 1)),
	CONSTRAINT "credit_holds_settled" CHECK (("credit_holds"."state" = 0) = ("credit_holds"."settled_at" is null) and ("credit_holds"."captured" = 0 or "credit_holds"."state" = 1))
);
--> statement-breakpoint
CREATE TABLE "credit_lot_changes" (
	"workspace_id" integer NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"taken_back" integer NOT NULL,
	"frozen" integer NOT NULL,
	"former_end" timestamp (3) with time zone,
	CONSTRAINT "credit_lot_changes_workspace_id_seq_at_pk" PRIMARY KEY("workspace_id","seq","at")
);
--> statement-breakpoint
CREATE TABLE "credit_lots" (
	"workspace_id" integer NOT NULL,
	"seq" integer NOT NULL,
	"subject_kind" smallint NOT NULL,
	"subject_id" uuid NOT NULL,
	"from_credit" bigint NOT NULL,
	"to_credit" bigint NOT NULL,
	"granted" integer NOT NULL,
	"taken_back" integer DEFAULT 0 NOT NULL,
	"frozen" integer DEFAULT 0 NOT NULL,
	"shortfall" integer DEFAULT 0 NOT NULL,
	"expired" integer DEFAULT 0 NOT NULL,
	"payment_revision" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"granted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credit_lots_workspace_id_seq_pk" PRIMARY KEY("workspace_id","seq"),
	CONSTRAINT "credit_lots_taken" CHECK ("credit_lots"."taken_back" + "credit_lots"."shortfall" + "credit_lots"."expired" <= "credit_lots"."granted"),
	CONSTRAINT "credit_lots_sane" CHECK ("credit_lots"."to_credit" - "credit_lots"."from_credit" <= "credit_lots"."granted" - "credit_lots"."taken_back" - "credit_lots"."frozen" and "credit_lots"."to_credit" >= "credit_lots"."from_credit" and "credit_lots"."taken_back" >= 0 and "credit_lots"."frozen" >= 0 and "credit_lots"."shortfall" >= 0 and "credit_lots"."expired" >= 0)
);
--> statement-breakpoint
CREATE TABLE "credit_notes" (
	"workspace_id" integer NOT NULL,
	"seq" integer NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "credit_notes_workspace_id_seq_pk" PRIMARY KEY("workspace_id","seq")
);
--> statement-breakpoint
CREATE TABLE "credit_usage" (
	"workspace_id" integer NOT NULL,
	"cycle_start" timestamp (3) with time zone NOT NULL,
	"day" date NOT NULL,
	"action" smallint NOT NULL,
	"actor_id" integer NOT NULL,
	"credits" integer NOT NULL,
	"times" integer NOT NULL,
	"units" integer NOT NULL,
	"first_seq" integer DEFAULT 0 NOT NULL,
	"last_seq" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "credit_usage_workspace_id_cycle_start_day_action_actor_id_pk" PRIMARY KEY("workspace_id","cycle_start","day","action","actor_id"),
	CONSTRAINT "credit_usage_sane" CHECK ("credit_usage"."credits" >= 0 and "credit_usage"."times" >= 1 and "credit_usage"."units" >= 0)
);
--> statement-breakpoint
CREATE TABLE "billing_checks" (
	"id" serial PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"objects" integer DEFAULT 0 NOT NULL,
	"applied" integer DEFAULT 0 NOT NULL,
	"findings" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "billing_findings" (
	"id" serial PRIMARY KEY NOT NULL,
	"stripe_id" text NOT NULL,
	"kind" text NOT NULL,
	"workspace_id" integer,
	"purchase_id" uuid,
	"what" text NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "ledger_checks" (
	"id" serial PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"workspaces" integer DEFAULT 0 NOT NULL,
	"entries" bigint DEFAULT 0 NOT NULL,
	"differences" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_findings" (
	"id" serial PRIMARY KEY NOT NULL,
	"check_id" integer NOT NULL,
	"workspace_id" integer NOT NULL,
	"what" text NOT NULL,
	"expected" text NOT NULL,
	"found" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "limit_counters" (
	"workspace_id" integer NOT NULL,
	"cycle_start" timestamp (3) with time zone NOT NULL,
	"metric" text NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"reserved" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "limit_counters_workspace_id_cycle_start_metric_pk" PRIMARY KEY("workspace_id","cycle_start","metric"),
	CONSTRAINT "limit_counters_never_negative" CHECK ("limit_counters"."used" >= 0 and "limit_counters"."reserved" >= 0)
);
--> statement-breakpoint
CREATE TABLE "limit_reservations" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"input_hash" bigint DEFAULT 0 NOT NULL,
	"metric" text,
	"subject_kind" smallint DEFAULT 0 NOT NULL,
	"cycle_start" timestamp (3) with time zone NOT NULL,
	"units" integer NOT NULL,
	"state" text NOT NULL,
	"lease_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "limit_reservations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "limit_reservations_sane" CHECK ("limit_reservations"."units" > 0 and "limit_reservations"."state" in ('open', 'captured', 'released'))
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "use_slots" (
	"key" text PRIMARY KEY NOT NULL,
	"holders" jsonb NOT NULL,
	"expire" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspace_files" (
	"workspace_id" integer NOT NULL,
	"name" text NOT NULL,
	"bytes" integer NOT NULL,
	"stored_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "workspace_files_workspace_id_name_pk" PRIMARY KEY("workspace_id","name"),
	CONSTRAINT "workspace_files_sized" CHECK ("workspace_files"."bytes" > 0)
);
--> statement-breakpoint
CREATE TABLE "workspace_storage" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "workspace_storage_never_negative" CHECK ("workspace_storage"."bytes" >= 0)
);
--> statement-breakpoint
CREATE TABLE "credit_caps" (
	"workspace_id" integer NOT NULL,
	"kind" text NOT NULL,
	"subject" integer NOT NULL,
	"most_credits" integer NOT NULL,
	"set_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "credit_caps_workspace_id_kind_subject_pk" PRIMARY KEY("workspace_id","kind","subject"),
	CONSTRAINT "credit_caps_sane" CHECK ("credit_caps"."most_credits" >= 0 and "credit_caps"."kind" in ('member', 'action'))
);
--> statement-breakpoint
CREATE TABLE "job_starts" (
	"queue" text NOT NULL,
	"key" text NOT NULL,
	"starts" integer NOT NULL,
	"started_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "job_starts_queue_key_pk" PRIMARY KEY("queue","key")
);
--> statement-breakpoint
CREATE TABLE "account_emails" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" integer NOT NULL,
	"to_email" text NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"claimed_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "email_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" integer NOT NULL,
	"old_email" text NOT NULL,
	"new_email" text NOT NULL,
	"operator_id" integer,
	"requested_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"undo_until" timestamp with time zone,
	"canceled_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	CONSTRAINT "email_changes_differ" CHECK ("email_changes"."old_email" <> "email_changes"."new_email"),
	CONSTRAINT "email_changes_lower" CHECK ("email_changes"."old_email" = lower("email_changes"."old_email") and "email_changes"."new_email" = lower("email_changes"."new_email")),
	CONSTRAINT "email_changes_confirmed" CHECK (("email_changes"."confirmed_at" is null) = ("email_changes"."undo_until" is null)),
	CONSTRAINT "email_changes_canceled" CHECK ("email_changes"."canceled_at" is null or "email_changes"."confirmed_at" is null),
	CONSTRAINT "email_changes_undone" CHECK ("email_changes"."undone_at" is null or "email_changes"."confirmed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"workspace_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"kind" text DEFAULT 'personal' NOT NULL,
	"created_by" integer NOT NULL,
	"service_actor" integer,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_by" integer,
	CONSTRAINT "api_keys_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "api_keys_kind_known" CHECK ("api_keys"."kind" in ('personal', 'service')),
	CONSTRAINT "api_keys_service_actor_set" CHECK (("api_keys"."kind" = 'service') = ("api_keys"."service_actor" is not null) and coalesce("api_keys"."service_actor", -1) < 0),
	CONSTRAINT "api_keys_named" CHECK (length("api_keys"."name") between 1 and 80),
	CONSTRAINT "api_keys_scopes_known" CHECK (cardinality("api_keys"."scopes") > 0 and "api_keys"."scopes" <@ array['credits.read', 'credits.spend']),
	CONSTRAINT "api_keys_revoked_by" CHECK (("api_keys"."revoked_at" is null) = ("api_keys"."revoked_by" is null))
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"workspace_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"actor_id" integer,
	"verb" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_events_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"workspace_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" integer NOT NULL,
	"invited_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"mailed_at" timestamp with time zone,
	"used_at" timestamp with time zone,
	"used_by" integer,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "invitations_role" CHECK ("invitations"."role" in ('admin', 'member')),
	CONSTRAINT "invitations_email_small" CHECK ("invitations"."email" = lower("invitations"."email")),
	CONSTRAINT "invitations_expire" CHECK ("invitations"."expires_at" > "invitations"."invited_at"),
	CONSTRAINT "invitations_used_by" CHECK (("invitations"."used_at" is null) = ("invitations"."used_by" is null)),
	CONSTRAINT "invitations_used_or_revoked" CHECK ("invitations"."used_at" is null or "invitations"."revoked_at" is null)
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"workspace_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"kind" text NOT NULL,
	"in_app" boolean NOT NULL,
	"by_mail" boolean NOT NULL,
	CONSTRAINT "notification_preferences_workspace_id_user_id_kind_pk" PRIMARY KEY("workspace_id","user_id","kind")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"workspace_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" integer NOT NULL,
	"kind" text NOT NULL,
	"key" uuid NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT market_now() NOT NULL,
	"in_app" boolean NOT NULL,
	"read_at" timestamp (3) with time zone,
	"by_mail" boolean NOT NULL,
	"mail_claimed_at" timestamp (3) with time zone,
	"mailed_at" timestamp (3) with time zone,
	CONSTRAINT "notifications_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"workspace_id" integer NOT NULL,
	"about" text NOT NULL,
	"low" boolean NOT NULL,
	"episode" integer NOT NULL,
	"cycle_start" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "watches_workspace_id_about_pk" PRIMARY KEY("workspace_id","about"),
	CONSTRAINT "watches_sane" CHECK ("watches"."episode" >= 0)
);
--> statement-breakpoint
CREATE TABLE "former_members" (
	"workspace_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"left_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "former_members_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "operator_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"mark" text NOT NULL,
	"input" jsonb NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"reasons" jsonb NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"requested_by" integer NOT NULL,
	"requested_by_email" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"decided_by" integer,
	"decided_at" timestamp with time zone,
	"result" text,
	CONSTRAINT "operator_changes_kind_known" CHECK ("operator_changes"."kind" in ('rate-card', 'plan', 'pack')),
	CONSTRAINT "operator_changes_status_known" CHECK ("operator_changes"."status" in ('waiting', 'applied', 'rejected', 'withdrawn')),
	CONSTRAINT "operator_changes_applied_result" CHECK (("operator_changes"."status" = 'applied') = ("operator_changes"."result" is not null)),
	CONSTRAINT "operator_changes_decided" CHECK (("operator_changes"."status" in ('applied', 'rejected')) = ("operator_changes"."decided_by" is not null)),
	CONSTRAINT "operator_changes_four_eyes" CHECK ("operator_changes"."decided_by" is null or "operator_changes"."decided_by" <> "operator_changes"."requested_by")
);
--> statement-breakpoint
CREATE TABLE "operator_adjustments" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"credits" integer NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"requested_by" integer NOT NULL,
	"requested_by_email" text,
	"requested_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"decided_by" integer,
	"decided_at" timestamp with time zone,
	"entry_seq" integer,
	"refusal" text,
	CONSTRAINT "operator_adjustments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "operator_adjustments_sane" CHECK ("operator_adjustments"."credits" <> 0 and length("operator_adjustments"."reason") > 0),
	CONSTRAINT "operator_adjustments_status_known" CHECK ("operator_adjustments"."status" in ('waiting', 'approved', 'applied', 'rejected')),
	CONSTRAINT "operator_adjustments_applied" CHECK (("operator_adjustments"."status" = 'applied') = ("operator_adjustments"."entry_seq" is not null)),
	CONSTRAINT "operator_adjustments_four_eyes" CHECK ("operator_adjustments"."decided_by" is null or "operator_adjustments"."decided_by" <> "operator_adjustments"."requested_by")
);
--> statement-breakpoint
CREATE TABLE "operator_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"operator_id" integer NOT NULL,
	"operator_email" text NOT NULL,
	"verb" text NOT NULL,
	"workspace_id" integer,
	"reason" text,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "plan_moves" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"from_plan_key" text NOT NULL,
	"to_plan_key" text NOT NULL,
	"status" text DEFAULT 'asked' NOT NULL,
	"requested_by" integer NOT NULL,
	"requested_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"effective_at" timestamp with time zone,
	"refusal" text,
	"failures" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "plan_moves_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "plan_moves_status_known" CHECK ("plan_moves"."status" in ('asked', 'scheduled', 'refused')),
	CONSTRAINT "plan_moves_scheduled" CHECK (("plan_moves"."status" = 'scheduled') = ("plan_moves"."effective_at" is not null)),
	CONSTRAINT "plan_moves_refused" CHECK (("plan_moves"."status" = 'refused') = ("plan_moves"."refusal" is not null)),
	CONSTRAINT "plan_moves_moves" CHECK ("plan_moves"."from_plan_key" <> "plan_moves"."to_plan_key")
);
--> statement-breakpoint
CREATE TABLE "auth_accounts" (
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"user_id" integer NOT NULL,
	"email" text,
	"linked_at" timestamp with time zone DEFAULT market_now(),
	CONSTRAINT "auth_accounts_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "auth_sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"user_agent" text,
	"signed_in_at" timestamp with time zone DEFAULT now() NOT NULL,
	"factor_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "auth_verification_tokens" (
	"identifier" text NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "auth_verification_tokens_identifier_token_pk" PRIMARY KEY("identifier","token")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"workspace_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "members_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id"),
	CONSTRAINT "members_role_known" CHECK ("members"."role" in ('owner', 'admin', 'member'))
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"user_id" integer NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_user_id_code_hash_pk" PRIMARY KEY("user_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "user_factors" (
	"user_id" integer PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	CONSTRAINT "user_factors_counts" CHECK ("user_factors"."failures" >= 0 and "user_factors"."last_step" >= 0)
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "users_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"image" text,
	"email_verified_at" timestamp with time zone,
	"current_workspace_id" integer,
	"trial_used_at" timestamp with time zone,
	"trial_workspace_id" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspace_brands" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"agency_name" text NOT NULL,
	"color" text NOT NULL,
	"logo_file_name" text,
	CONSTRAINT "workspace_brands_color" CHECK ("workspace_brands"."color" ~ '^#[0-9a-f]{6}$')
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "workspaces_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "campaign_recipients" (
	"workspace_id" integer NOT NULL,
	"campaign_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"contact_id" uuid NOT NULL,
	"email" text,
	"first_name" text DEFAULT '' NOT NULL,
	"last_name" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"try_after" timestamp with time zone,
	"run_id" uuid,
	"answer" text,
	"settled_at" timestamp with time zone,
	"unsubscribed_at" timestamp with time zone,
	CONSTRAINT "campaign_recipients_workspace_id_campaign_id_position_pk" PRIMARY KEY("workspace_id","campaign_id","position"),
	CONSTRAINT "campaign_recipients_status_known" CHECK ("campaign_recipients"."status" in ('waiting', 'sending', 'accepted', 'rejected', 'unsure', 'left-out', 'bounced', 'complained')),
	CONSTRAINT "campaign_recipients_claimed" CHECK ("campaign_recipients"."status" <> 'sending' or "campaign_recipients"."run_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"list_id" uuid,
	"list_name" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"scheduled_at" timestamp with time zone,
	"late_after_hours" smallint DEFAULT 6 NOT NULL,
	"recipients" integer DEFAULT 0 NOT NULL,
	"quoted_credits" integer,
	"confirmed_by" integer,
	"hold_id" uuid,
	"run_id" uuid,
	"failure" text,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "campaigns_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "campaigns_status_known" CHECK ("campaigns"."status" in ('draft', 'scheduled', 'queued', 'running', 'sent', 'stopped', 'refused', 'held')),
	CONSTRAINT "campaigns_late_after" CHECK ("campaigns"."late_after_hours" between 1 and 168),
	CONSTRAINT "campaigns_scheduled" CHECK ("campaigns"."status" not in ('scheduled', 'held') or "campaigns"."scheduled_at" is not null),
	CONSTRAINT "campaigns_paid_for" CHECK ("campaigns"."status" not in ('queued', 'running', 'sent') or ("campaigns"."hold_id" is not null and "campaigns"."recipients" > 0))
);
--> statement-breakpoint
CREATE TABLE "contact_imports" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"content" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"rows" integer NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"merged" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"duplicates" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"suppressed" integer DEFAULT 0 NOT NULL,
	"bad_rows" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"taken_lines" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"unused_columns" text[] DEFAULT '{}' NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "contact_imports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "contact_imports_status_known" CHECK ("contact_imports"."status" in ('open', 'done', 'cancelled')),
	CONSTRAINT "contact_imports_kept" CHECK ("contact_imports"."status" = 'open' or "contact_imports"."content" = ''),
	CONSTRAINT "contact_imports_sane" CHECK (least("contact_imports"."rows", "contact_imports"."added", "contact_imports"."merged", "contact_imports"."unchanged", "contact_imports"."duplicates", "contact_imports"."refused", "contact_imports"."suppressed") >= 0),
	CONSTRAINT "contact_imports_adds_up" CHECK ("contact_imports"."status" <> 'done' or "contact_imports"."rows" = "contact_imports"."added" + "contact_imports"."merged" + "contact_imports"."unchanged" + "contact_imports"."duplicates" + "contact_imports"."refused" + "contact_imports"."suppressed")
);
--> statement-breakpoint
CREATE TABLE "contact_list_members" (
	"workspace_id" integer NOT NULL,
	"list_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	CONSTRAINT "contact_list_members_workspace_id_list_id_contact_id_pk" PRIMARY KEY("workspace_id","list_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "contact_lists" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "contact_lists_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "contact_lists_named" CHECK ("contact_lists"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "contact_suppressions" (
	"workspace_id" integer NOT NULL,
	"email_hash" text NOT NULL,
	"email" text,
	"reason" text NOT NULL,
	"at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"campaign_id" uuid,
	CONSTRAINT "contact_suppressions_workspace_id_email_hash_pk" PRIMARY KEY("workspace_id","email_hash"),
	CONSTRAINT "contact_suppressions_reason_known" CHECK ("contact_suppressions"."reason" in ('unsubscribed', 'bounced', 'complained', 'blocked', 'erased')),
	CONSTRAINT "contact_suppressions_erased" CHECK (("contact_suppressions"."reason" = 'erased') = ("contact_suppressions"."email" is null))
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"first_name" text DEFAULT '' NOT NULL,
	"last_name" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"consent_source" text NOT NULL,
	"consent_at" timestamp with time zone NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "contacts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "contacts_email_plain" CHECK ("contacts"."email" = lower("contacts"."email") and "contacts"."email" like '_%@_%'),
	CONSTRAINT "contacts_consent_told" CHECK ("contacts"."consent_source" <> '')
);
--> statement-breakpoint
CREATE TABLE "feed_run_errors" (
	"workspace_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"source_key" text,
	"reason" text NOT NULL,
	CONSTRAINT "feed_run_errors_workspace_id_run_id_position_pk" PRIMARY KEY("workspace_id","run_id","position")
);
--> statement-breakpoint
CREATE TABLE "feed_runs" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"feed_id" uuid NOT NULL,
	"source" text NOT NULL,
	"uploaded_by" integer,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"read_count" integer DEFAULT 0 NOT NULL,
	"new_count" integer DEFAULT 0 NOT NULL,
	"changed_count" integer DEFAULT 0 NOT NULL,
	"error_count" integer DEFAULT 0 NOT NULL,
	"post_count" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "feed_runs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "feed_runs_status_known" CHECK ("feed_runs"."status" in ('queued', 'running', 'done', 'failed')),
	CONSTRAINT "feed_runs_source_known" CHECK ("feed_runs"."source" in ('push', 'pull', 'upload'))
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"pull_url" text,
	"pull_etag" text,
	"pull_last_modified" text,
	"pull_every_minutes" integer DEFAULT 60 NOT NULL,
	"next_pull_at" timestamp with time zone,
	"pull_failure" text,
	"last_heard_at" timestamp with time zone,
	"paused" boolean DEFAULT false NOT NULL,
	"disconnected_at" timestamp with time zone,
	"cap_credits" integer,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "feeds_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "feeds_cap_sane" CHECK ("feeds"."cap_credits" >= 0),
	CONSTRAINT "feeds_pull_sane" CHECK ("feeds"."pull_every_minutes" between 5 and 10080),
	CONSTRAINT "feeds_pull_planned" CHECK ("feeds"."pull_url" is null or "feeds"."next_pull_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "listing_changes" (
	"workspace_id" integer NOT NULL,
	"listing_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"status_before" text NOT NULL,
	"data_before" jsonb NOT NULL,
	"changed_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "listing_changes_workspace_id_listing_id_run_id_pk" PRIMARY KEY("workspace_id","listing_id","run_id")
);
--> statement-breakpoint
CREATE TABLE "listing_photos" (
	"workspace_id" integer NOT NULL,
	"url_hash" text NOT NULL,
	"file_name" text,
	"fault" text,
	"asked_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "listing_photos_workspace_id_url_hash_pk" PRIMARY KEY("workspace_id","url_hash")
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"feed_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"source_key" text NOT NULL,
	"status" text NOT NULL,
	"data" jsonb NOT NULL,
	"data_hash" text NOT NULL,
	"modified_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "listings_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "listings_status_known" CHECK ("listings"."status" in ('current', 'sold', 'leased', 'withdrawn', 'offmarket'))
);
--> statement-breakpoint
CREATE TABLE "ai_calls" (
	"workspace_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"called_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"subject_kind" smallint NOT NULL,
	"subject_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"outcome" text NOT NULL,
	"input_tokens" integer,
	"output_tokens" integer,
	"images" smallint DEFAULT 0 NOT NULL,
	"duration_ms" integer NOT NULL,
	"cost_micro_usd" bigint,
	CONSTRAINT "ai_calls_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "image_photos" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"width_pixels" integer NOT NULL,
	"height_pixels" integer NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "image_photos_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "images" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"root_id" uuid NOT NULL,
	"parent_id" uuid,
	"action" text NOT NULL,
	"brief" jsonb NOT NULL,
	"title" text NOT NULL,
	"instruction" text,
	"photo_id" uuid,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress_percent" smallint DEFAULT 0 NOT NULL,
	"hold_id" uuid NOT NULL,
	"file_name" text,
	"model" text,
	"failure" text,
	"given_back_for" text,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "images_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "images_status_known" CHECK ("images"."status" in ('queued', 'running', 'ready', 'failed', 'cancelled')),
	CONSTRAINT "images_action_known" CHECK ("images"."action" in ('image.generate', 'image.regenerate', 'image.edit')),
	CONSTRAINT "images_ready_is_whole" CHECK ("images"."status" <> 'ready' or ("images"."file_name" is not null and "images"."model" is not null)),
	CONSTRAINT "images_lineage" CHECK (("images"."action" = 'image.generate') = ("images"."parent_id" is null)),
	CONSTRAINT "images_edit_is_told" CHECK (("images"."action" = 'image.edit') = ("images"."instruction" is not null))
);
--> statement-breakpoint
CREATE TABLE "post_deliveries" (
	"workspace_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"post_id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"answer" text,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "post_deliveries_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "post_deliveries_status_known" CHECK ("post_deliveries"."status" in ('waiting', 'delivered', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "post_targets" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"secret_version" integer DEFAULT 1 NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "post_targets_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "post_targets_whole" CHECK ("post_targets"."name" <> '' and "post_targets"."url" like 'https://%'),
	CONSTRAINT "post_targets_secret" CHECK ("post_targets"."secret_version" > 0)
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"listing_id" uuid,
	"feed_id" uuid,
	"run_id" uuid,
	"title" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"waits_for" text,
	"quoted_credits" integer,
	"request_id" uuid,
	"asked_by" integer,
	"let_go_by" integer,
	"attempt" smallint DEFAULT 0 NOT NULL,
	"hold_id" uuid,
	"credits" integer,
	"cycle_start" timestamp with time zone,
	"texts" jsonb,
	"model" text,
	"photo_url" text,
	"image_file" text,
	"failure" text,
	"edited_by" integer,
	"edited_at" timestamp with time zone,
	"approved_by" integer,
	"approved_at" timestamp with time zone,
	"scheduled_at" timestamp with time zone,
	"missed_at" timestamp with time zone,
	"exported_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"made_at" timestamp with time zone,
	CONSTRAINT "posts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "posts_status_known" CHECK ("posts"."status" in ('waiting', 'draft', 'approved', 'scheduled', 'exported', 'dropped')),
	CONSTRAINT "posts_wait_has_reason" CHECK (("posts"."status" = 'waiting') = ("posts"."waits_for" is not null)),
	CONSTRAINT "posts_waits_known" CHECK ("posts"."waits_for" in ('next', 'balance', 'cap', 'paused', 'price', 'failed')),
	CONSTRAINT "posts_listing_whole" CHECK (("posts"."listing_id" is null) = ("posts"."feed_id" is null)),
	CONSTRAINT "posts_made_is_whole" CHECK ("posts"."status" in ('waiting', 'dropped') or ("posts"."texts" is not null and ("posts"."listing_id" is null or "posts"."model" is not null))),
	CONSTRAINT "posts_scheduled_when" CHECK ("posts"."status" <> 'scheduled' or "posts"."scheduled_at" is not null),
	CONSTRAINT "posts_missed_when" CHECK ("posts"."missed_at" is null or "posts"."status" = 'approved'),
	CONSTRAINT "posts_exported_when" CHECK ("posts"."status" <> 'exported' or "posts"."exported_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "report_shares" (
	"workspace_id" integer NOT NULL,
	"token_hash" text NOT NULL,
	"request_id" uuid,
	"report_id" uuid NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "report_shares_workspace_id_token_hash_pk" PRIMARY KEY("workspace_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"area" jsonb NOT NULL,
	"area_name" text NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress_percent" smallint DEFAULT 0 NOT NULL,
	"hold_id" uuid NOT NULL,
	"figures" jsonb,
	"summary" text,
	"model" text,
	"failure" text,
	"given_back_for" text,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "reports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "reports_status_known" CHECK ("reports"."status" in ('queued', 'running', 'ready', 'failed', 'cancelled')),
	CONSTRAINT "reports_ready_is_whole" CHECK ("reports"."status" <> 'ready' or ("reports"."figures" is not null and "reports"."summary" is not null)),
	CONSTRAINT "reports_period_runs" CHECK ("reports"."period_to" > "reports"."period_from")
);
--> statement-breakpoint
CREATE TABLE "sales" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sales_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"parcel" text NOT NULL,
	"sold_on" date NOT NULL,
	"price_usd" integer NOT NULL,
	"bedrooms" smallint NOT NULL,
	"bathrooms" double precision NOT NULL,
	"living_sqft" integer NOT NULL,
	"lot_sqft" integer NOT NULL,
	"floors" double precision NOT NULL,
	"waterfront" smallint NOT NULL,
	"view" smallint NOT NULL,
	"condition" smallint NOT NULL,
	"grade" smallint NOT NULL,
	"above_sqft" integer NOT NULL,
	"basement_sqft" integer NOT NULL,
	"year_built" smallint NOT NULL,
	"year_renovated" smallint NOT NULL,
	"zip_code" text NOT NULL,
	"latitude" double precision NOT NULL,
	"longitude" double precision NOT NULL,
	"near_living_sqft" integer NOT NULL,
	"near_lot_sqft" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sender_details" (
	"workspace_id" integer NOT NULL,
	"reply_to" text NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"website" text DEFAULT '' NOT NULL,
	"postal_address" text DEFAULT '' NOT NULL,
	"changed_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "sender_details_workspace_id_pk" PRIMARY KEY("workspace_id")
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"body" text NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "templates_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "templates_kind_known" CHECK ("templates"."kind" in ('email', 'social')),
	CONSTRAINT "templates_subject_of_mail" CHECK (("templates"."kind" = 'email') = ("templates"."subject" <> '')),
	CONSTRAINT "templates_whole" CHECK ("templates"."name" <> '' and "templates"."body" <> '')
);
--> statement-breakpoint
CREATE TABLE "valuation_models" (
	"trained_until" date PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"artefact" "bytea" NOT NULL,
	"trained_at" timestamp with time zone DEFAULT market_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "valuations" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"label" text NOT NULL,
	"zip_code" text NOT NULL,
	"home" jsonb NOT NULL,
	"valued_on" date NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress_percent" smallint DEFAULT 0 NOT NULL,
	"hold_id" uuid NOT NULL,
	"estimate_usd" integer,
	"low_usd" integer,
	"high_usd" integer,
	"confidence" text,
	"grounds" jsonb,
	"failure" text,
	"given_back_for" text,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "valuations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "valuations_status_known" CHECK ("valuations"."status" in ('queued', 'running', 'ready', 'declined', 'failed', 'cancelled')),
	CONSTRAINT "valuations_confidence_known" CHECK ("valuations"."confidence" in ('high', 'fair', 'low')),
	CONSTRAINT "valuations_ready_is_whole" CHECK ("valuations"."status" <> 'ready' or ("valuations"."estimate_usd" is not null and "valuations"."low_usd" is not null and "valuations"."high_usd" is not null and "valuations"."confidence" is not null and "valuations"."grounds" is not null)),
	CONSTRAINT "valuations_range_holds_estimate" CHECK ("valuations"."low_usd" > 0 and "valuations"."low_usd" <= "valuations"."estimate_usd" and "valuations"."estimate_usd" <= "valuations"."high_usd")
);
--> statement-breakpoint
ALTER TABLE "billing_contacts" ADD CONSTRAINT "billing_contacts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_customers" ADD CONSTRAINT "former_customers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_pack_key_packs_key_fk" FOREIGN KEY ("pack_key") REFERENCES "public"."packs"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_plan_key_plans_key_fk" FOREIGN KEY ("plan_key") REFERENCES "public"."plans"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_pending_plan_key_plans_key_fk" FOREIGN KEY ("pending_plan_key") REFERENCES "public"."plans"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_event_id_webhook_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."webhook_events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rate_card_prices" ADD CONSTRAINT "rate_card_prices_version_rate_cards_version_fk" FOREIGN KEY ("version") REFERENCES "public"."rate_cards"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_accounts" ADD CONSTRAINT "credit_accounts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_cycles" ADD CONSTRAINT "credit_cycles_account" FOREIGN KEY ("workspace_id") REFERENCES "public"."credit_accounts"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_account" FOREIGN KEY ("workspace_id") REFERENCES "public"."credit_accounts"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_holds" ADD CONSTRAINT "credit_holds_account" FOREIGN KEY ("workspace_id") REFERENCES "public"."credit_accounts"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_lot_changes" ADD CONSTRAINT "credit_lot_changes_lot" FOREIGN KEY ("workspace_id","seq") REFERENCES "public"."credit_lots"("workspace_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_lots" ADD CONSTRAINT "credit_lots_entry" FOREIGN KEY ("workspace_id","seq") REFERENCES "public"."credit_entries"("workspace_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_entry" FOREIGN KEY ("workspace_id","seq") REFERENCES "public"."credit_entries"("workspace_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_usage" ADD CONSTRAINT "credit_usage_account" FOREIGN KEY ("workspace_id") REFERENCES "public"."credit_accounts"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_findings" ADD CONSTRAINT "ledger_findings_check_id_ledger_checks_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."ledger_checks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "limit_counters" ADD CONSTRAINT "limit_counters_account" FOREIGN KEY ("workspace_id") REFERENCES "public"."credit_accounts"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "limit_reservations" ADD CONSTRAINT "limit_reservations_account" FOREIGN KEY ("workspace_id") REFERENCES "public"."credit_accounts"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_files" ADD CONSTRAINT "workspace_files_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_storage" ADD CONSTRAINT "workspace_storage_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_caps" ADD CONSTRAINT "credit_caps_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_emails" ADD CONSTRAINT "account_emails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_maker" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_inviter" FOREIGN KEY ("invited_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watches" ADD CONSTRAINT "watches_account" FOREIGN KEY ("workspace_id") REFERENCES "public"."credit_accounts"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_adjustments" ADD CONSTRAINT "operator_adjustments_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_moves" ADD CONSTRAINT "plan_moves_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_moves" ADD CONSTRAINT "plan_moves_from_plan_key_plans_key_fk" FOREIGN KEY ("from_plan_key") REFERENCES "public"."plans"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_moves" ADD CONSTRAINT "plan_moves_to_plan_key_plans_key_fk" FOREIGN KEY ("to_plan_key") REFERENCES "public"."plans"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_accounts" ADD CONSTRAINT "auth_accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_sessions" ADD CONSTRAINT "auth_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_user_factors_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_factors"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_factors" ADD CONSTRAINT "user_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_brands" ADD CONSTRAINT "workspace_brands_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_recipients" ADD CONSTRAINT "campaign_recipients_campaign" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD CONSTRAINT "contact_imports_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD CONSTRAINT "contact_imports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_list_members" ADD CONSTRAINT "contact_list_members_list" FOREIGN KEY ("workspace_id","list_id") REFERENCES "public"."contact_lists"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_list_members" ADD CONSTRAINT "contact_list_members_of" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contacts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_lists" ADD CONSTRAINT "contact_lists_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_lists" ADD CONSTRAINT "contact_lists_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_suppressions" ADD CONSTRAINT "contact_suppressions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_run_errors" ADD CONSTRAINT "feed_run_errors_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_run_errors" ADD CONSTRAINT "feed_run_errors_run" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."feed_runs"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_runs" ADD CONSTRAINT "feed_runs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_runs" ADD CONSTRAINT "feed_runs_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_runs" ADD CONSTRAINT "feed_runs_feed" FOREIGN KEY ("workspace_id","feed_id") REFERENCES "public"."feeds"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_changes" ADD CONSTRAINT "listing_changes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_changes" ADD CONSTRAINT "listing_changes_listing" FOREIGN KEY ("workspace_id","listing_id") REFERENCES "public"."listings"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_photos" ADD CONSTRAINT "listing_photos_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_feed" FOREIGN KEY ("workspace_id","feed_id") REFERENCES "public"."feeds"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_calls" ADD CONSTRAINT "ai_calls_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image_photos" ADD CONSTRAINT "image_photos_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image_photos" ADD CONSTRAINT "image_photos_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_parent" FOREIGN KEY ("workspace_id","parent_id") REFERENCES "public"."images"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_photo" FOREIGN KEY ("workspace_id","photo_id") REFERENCES "public"."image_photos"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_deliveries" ADD CONSTRAINT "post_deliveries_post" FOREIGN KEY ("workspace_id","post_id") REFERENCES "public"."posts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_deliveries" ADD CONSTRAINT "post_deliveries_target" FOREIGN KEY ("workspace_id","target_id") REFERENCES "public"."post_targets"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_targets" ADD CONSTRAINT "post_targets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_targets" ADD CONSTRAINT "post_targets_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_let_go_by_users_id_fk" FOREIGN KEY ("let_go_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_edited_by_users_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_approved_by_users_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_listing_of" FOREIGN KEY ("workspace_id","listing_id") REFERENCES "public"."listings"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_feed" FOREIGN KEY ("workspace_id","feed_id") REFERENCES "public"."feeds"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_shares" ADD CONSTRAINT "report_shares_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_shares" ADD CONSTRAINT "report_shares_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_shares" ADD CONSTRAINT "report_shares_report" FOREIGN KEY ("workspace_id","report_id") REFERENCES "public"."reports"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sender_details" ADD CONSTRAINT "sender_details_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "valuations" ADD CONSTRAINT "valuations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "valuations" ADD CONSTRAINT "valuations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "former_customers_customer" ON "former_customers" USING btree ("stripe_customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "purchases_session" ON "purchases" USING btree ("stripe_session_id");--> statement-breakpoint
CREATE INDEX "purchases_fulfilled" ON "purchases" USING btree ("fulfilled_at");--> statement-breakpoint
CREATE INDEX "purchases_open" ON "purchases" USING btree ("created_at") WHERE status in ('open', 'processing');--> statement-breakpoint
CREATE UNIQUE INDEX "subscriptions_customer" ON "subscriptions" USING btree ("stripe_customer_id");--> statement-breakpoint
CREATE INDEX "subscriptions_trial_end" ON "subscriptions" USING btree ("trial_ends_at") WHERE status = 'trialing';--> statement-breakpoint
CREATE INDEX "subscriptions_overdue" ON "subscriptions" USING btree ("workspace_id") WHERE status = 'past_due';--> statement-breakpoint
CREATE INDEX "webhook_events_open" ON "webhook_events" USING btree ("next_attempt_at") WHERE status in ('received', 'failed');--> statement-breakpoint
CREATE UNIQUE INDEX "credit_entries_key" ON "credit_entries" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE INDEX "credit_holds_opened" ON "credit_holds" USING brin ("opened_at");--> statement-breakpoint
CREATE INDEX "credit_holds_open" ON "credit_holds" USING btree ("lease_until") WHERE state = 0;--> statement-breakpoint
CREATE INDEX "credit_holds_open_workspace" ON "credit_holds" USING btree ("workspace_id","opened_at") WHERE state = 0;--> statement-breakpoint
CREATE UNIQUE INDEX "credit_lots_subject" ON "credit_lots" USING btree ("workspace_id","subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "credit_usage_action" ON "credit_usage" USING btree ("workspace_id","action","day");--> statement-breakpoint
CREATE INDEX "credit_usage_actor" ON "credit_usage" USING btree ("workspace_id","actor_id","day");--> statement-breakpoint
CREATE UNIQUE INDEX "billing_findings_once" ON "billing_findings" USING btree ("kind","stripe_id");--> statement-breakpoint
CREATE INDEX "billing_findings_open" ON "billing_findings" USING btree ("last_seen_at") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "ledger_findings_check" ON "ledger_findings" USING btree ("check_id");--> statement-breakpoint
CREATE INDEX "limit_reservations_open" ON "limit_reservations" USING btree ("lease_until") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "rate_limits_expire" ON "rate_limits" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "use_slots_expire" ON "use_slots" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "account_emails_user" ON "account_emails" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "account_emails_waiting" ON "account_emails" USING btree ("created_at") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "account_emails_age" ON "account_emails" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "email_changes_open" ON "email_changes" USING btree ("user_id") WHERE confirmed_at is null and canceled_at is null;--> statement-breakpoint
CREATE INDEX "email_changes_user" ON "email_changes" USING btree ("user_id","requested_at");--> statement-breakpoint
CREATE INDEX "email_changes_reserved" ON "email_changes" USING btree ("old_email") WHERE confirmed_at is not null and undone_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_hash" ON "api_keys" USING btree ("workspace_id","key_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_service_actor" ON "api_keys" USING btree ("service_actor");--> statement-breakpoint
CREATE INDEX "audit_events_newest" ON "audit_events" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_exports" ON "audit_events" USING btree ("at") WHERE verb like 'export.%';--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token" ON "invitations" USING btree ("workspace_id","token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open" ON "invitations" USING btree ("workspace_id","email") WHERE used_at is null and revoked_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("workspace_id","user_id","key");--> statement-breakpoint
CREATE INDEX "notifications_newest" ON "notifications" USING btree ("workspace_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("workspace_id","user_id") WHERE read_at is null and in_app;--> statement-breakpoint
CREATE INDEX "notifications_unmailed" ON "notifications" USING btree ("created_at") WHERE by_mail and mail_claimed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "operator_changes_one_waiting" ON "operator_changes" USING btree ("kind","subject") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "operator_changes_applied" ON "operator_changes" USING btree ("kind","subject","decided_at");--> statement-breakpoint
CREATE INDEX "operator_adjustments_newest" ON "operator_adjustments" USING btree ("requested_at");--> statement-breakpoint
CREATE INDEX "operator_adjustments_open" ON "operator_adjustments" USING btree ("requested_at") WHERE status in ('waiting', 'approved');--> statement-breakpoint
CREATE INDEX "operator_events_newest" ON "operator_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "operator_events_workspace" ON "operator_events" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_moves_asked" ON "plan_moves" USING btree ("workspace_id") WHERE status = 'asked';--> statement-breakpoint
CREATE INDEX "plan_moves_newest" ON "plan_moves" USING btree ("to_plan_key","requested_at");--> statement-breakpoint
CREATE INDEX "auth_accounts_user" ON "auth_accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_sessions_user" ON "auth_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_sessions_expiry" ON "auth_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "members_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_lower" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "campaign_recipients_contact" ON "campaign_recipients" USING btree ("workspace_id","contact_id");--> statement-breakpoint
CREATE INDEX "campaign_recipients_waiting" ON "campaign_recipients" USING btree ("workspace_id","campaign_id","position") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "campaigns_newest" ON "campaigns" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "campaigns_due" ON "campaigns" USING btree ("scheduled_at") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "contact_imports_newest" ON "contact_imports" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "contact_list_members_contact" ON "contact_list_members" USING btree ("workspace_id","contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_lists_name" ON "contact_lists" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE INDEX "contact_suppressions_newest" ON "contact_suppressions" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_email" ON "contacts" USING btree ("workspace_id","email");--> statement-breakpoint
CREATE INDEX "contacts_newest" ON "contacts" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "feed_runs_newest" ON "feed_runs" USING btree ("workspace_id","feed_id","created_at");--> statement-breakpoint
CREATE INDEX "feed_runs_open" ON "feed_runs" USING btree ("created_at") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "feeds_secret" ON "feeds" USING btree ("workspace_id","secret_hash");--> statement-breakpoint
CREATE INDEX "feeds_due" ON "feeds" USING btree ("next_pull_at") WHERE pull_url is not null and disconnected_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "listings_source" ON "listings" USING btree ("workspace_id","source_key");--> statement-breakpoint
CREATE INDEX "listings_newest" ON "listings" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "ai_calls_subject" ON "ai_calls" USING btree ("workspace_id","subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "images_newest" ON "images" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "images_versions" ON "images" USING btree ("workspace_id","root_id");--> statement-breakpoint
CREATE UNIQUE INDEX "post_deliveries_once" ON "post_deliveries" USING btree ("workspace_id","post_id","target_id");--> statement-breakpoint
CREATE INDEX "post_deliveries_waiting" ON "post_deliveries" USING btree ("created_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "posts_listing" ON "posts" USING btree ("workspace_id","listing_id");--> statement-breakpoint
CREATE INDEX "posts_newest" ON "posts" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "posts_planned" ON "posts" USING btree ("workspace_id","scheduled_at") WHERE scheduled_at is not null;--> statement-breakpoint
CREATE INDEX "posts_due" ON "posts" USING btree ("scheduled_at") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "posts_waiting" ON "posts" USING btree ("workspace_id","waits_for","created_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "posts_next" ON "posts" USING btree ("created_at") WHERE waits_for = 'next';--> statement-breakpoint
CREATE INDEX "posts_spent" ON "posts" USING btree ("workspace_id","feed_id","cycle_start") WHERE cycle_start is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "report_shares_open" ON "report_shares" USING btree ("workspace_id","report_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "reports_newest" ON "reports" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "sales_area" ON "sales" USING btree ("zip_code","sold_on");--> statement-breakpoint
CREATE INDEX "templates_newest" ON "templates" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "valuations_newest" ON "valuations" USING btree ("workspace_id","created_at");