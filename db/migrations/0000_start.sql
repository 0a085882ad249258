CREATE TABLE "audit_events" (
	"workspace_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" integer,
	"verb" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_events_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "purchases" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"pack_key" text NOT NULL,
	"credits" integer NOT NULL,
	"price_cents" integer NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"credits_end_at" timestamp with time zone,
	"stripe_session_id" text,
	"stripe_payment_intent_id" text,
	"bought_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"fulfilled_at" timestamp with time zone,
	CONSTRAINT "purchases_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "purchases_sane" CHECK ("purchases"."credits" > 0 and "purchases"."price_cents" > 0)
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
	"stripe_subscription_id" text,
	"synced_at" timestamp with time zone,
	CONSTRAINT "subscriptions_status_known" CHECK ("subscriptions"."status" in ('trialing', 'active', 'past_due', 'canceled'))
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"status" text DEFAULT 'received' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"workspace_id" integer,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone,
	"next_attempt_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "packs" (
	"key" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"credits" integer NOT NULL,
	"price_cents" integer NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "packs_sane" CHECK ("packs"."credits" > 0 and "packs"."price_cents" > 0)
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"key" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"mode" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"monthly_price_cents" integer NOT NULL,
	"annual_price_cents" integer NOT NULL,
	"allowance_credits" integer DEFAULT 0 NOT NULL,
	"reports_limit" integer,
	"emails_limit" integer,
	"contacts_limit" integer,
	"trial_days" smallint,
	"position" smallint NOT NULL,
	CONSTRAINT "plans_mode_fits" CHECK (("plans"."mode" = 'credits') = ("plans"."reports_limit" is null and "plans"."emails_limit" is null and "plans"."contacts_limit" is null)),
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
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
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
	"granted" integer DEFAULT 0 NOT NULL,
	"extra_granted" integer DEFAULT 0 NOT NULL,
	"funded_until" timestamp (3) with time zone,
	"spend_until" timestamp (3) with time zone,
	"extra_end" bigint DEFAULT 0 NOT NULL,
	"extra_used" bigint DEFAULT 0 NOT NULL,
	"extra_expired" bigint DEFAULT 0 NOT NULL,
	"next_lot_expiry" timestamp (3) with time zone,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	CONSTRAINT "credit_accounts_never_negative" CHECK ("credit_accounts"."allowance_left" >= 0 and "credit_accounts"."extra_left" >= 0 and "credit_accounts"."held" >= 0 and "credit_accounts"."frozen" >= 0),
	CONSTRAINT "credit_accounts_cycle_runs" CHECK ("credit_accounts"."cycle_end" > "credit_accounts"."cycle_start"),
	CONSTRAINT "credit_accounts_watermark" CHECK ("credit_accounts"."extra_used" >= "credit_accounts"."extra_expired" and "credit_accounts"."extra_expired" >= 0 and "credit_accounts"."extra_end" - "credit_accounts"."extra_used" = "credit_accounts"."extra_left"),
	CONSTRAINT "credit_accounts_sane" CHECK ("credit_accounts"."seq" >= 0 and "credit_accounts"."allowance" >= 0 and "credit_accounts"."granted" >= 0 and "credit_accounts"."extra_granted" >= 0)
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
	CONSTRAINT "credit_entries_sane" CHECK ("credit_entries"."seq" >= 1 and "credit_entries"."balance_after" >= 0)
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
	CONSTRAINT "credit_holds_settled" CHECK (("credit_holds"."state" = 0) = ("credit_holds"."settled_at" is null) and ("credit_holds"."captured" = 0 or "credit_holds"."state" = 1))
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
	"expires_at" timestamp (3) with time zone,
	"granted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credit_lots_workspace_id_seq_pk" PRIMARY KEY("workspace_id","seq"),
	CONSTRAINT "credit_lots_sane" CHECK ("credit_lots"."to_credit" - "credit_lots"."from_credit" <= "credit_lots"."granted" - "credit_lots"."taken_back" - "credit_lots"."frozen" and "credit_lots"."to_credit" >= "credit_lots"."from_credit" and "credit_lots"."taken_back" >= 0 and "credit_lots"."frozen" >= 0 and "credit_lots"."shortfall" >= 0)
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
	CONSTRAINT "credit_usage_workspace_id_cycle_start_day_action_actor_id_pk" PRIMARY KEY("workspace_id","cycle_start","day","action","actor_id")
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
	"metric" text,
	"cycle_start" timestamp (3) with time zone NOT NULL,
	"units" integer NOT NULL,
	"state" text NOT NULL,
	"lease_until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "limit_reservations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "limit_reservations_sane" CHECK ("limit_reservations"."units" > 0 and "limit_reservations"."state" in ('open', 'captured', 'released'))
);
--> statement-breakpoint
CREATE TABLE "auth_accounts" (
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"user_id" integer NOT NULL,
	CONSTRAINT "auth_accounts_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "auth_sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
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
	"joined_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "members_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id"),
	CONSTRAINT "members_role_known" CHECK ("members"."role" in ('owner', 'admin', 'member'))
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "users_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"image" text,
	"email_verified_at" timestamp with time zone,
	"current_workspace_id" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "workspaces_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"zip_code" text NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress_percent" smallint DEFAULT 0 NOT NULL,
	"hold_id" uuid NOT NULL,
	"figures" jsonb,
	"summary" text,
	"model" text,
	"failure" text,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
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
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_pack_key_packs_key_fk" FOREIGN KEY ("pack_key") REFERENCES "public"."packs"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_plan_key_plans_key_fk" FOREIGN KEY ("plan_key") REFERENCES "public"."plans"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rate_card_prices" ADD CONSTRAINT "rate_card_prices_version_rate_cards_version_fk" FOREIGN KEY ("version") REFERENCES "public"."rate_cards"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_accounts" ADD CONSTRAINT "credit_accounts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_account" FOREIGN KEY ("workspace_id") REFERENCES "public"."credit_accounts"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_holds" ADD CONSTRAINT "credit_holds_account" FOREIGN KEY ("workspace_id") REFERENCES "public"."credit_accounts"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_lots" ADD CONSTRAINT "credit_lots_entry" FOREIGN KEY ("workspace_id","seq") REFERENCES "public"."credit_entries"("workspace_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_entry" FOREIGN KEY ("workspace_id","seq") REFERENCES "public"."credit_entries"("workspace_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_usage" ADD CONSTRAINT "credit_usage_account" FOREIGN KEY ("workspace_id") REFERENCES "public"."credit_accounts"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "limit_counters" ADD CONSTRAINT "limit_counters_account" FOREIGN KEY ("workspace_id") REFERENCES "public"."credit_accounts"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "limit_reservations" ADD CONSTRAINT "limit_reservations_account" FOREIGN KEY ("workspace_id") REFERENCES "public"."credit_accounts"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_accounts" ADD CONSTRAINT "auth_accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_sessions" ADD CONSTRAINT "auth_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_newest" ON "audit_events" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "purchases_session" ON "purchases" USING btree ("stripe_session_id");--> statement-breakpoint
CREATE INDEX "purchases_open" ON "purchases" USING btree ("created_at") WHERE status = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "subscriptions_customer" ON "subscriptions" USING btree ("stripe_customer_id");--> statement-breakpoint
CREATE INDEX "webhook_events_open" ON "webhook_events" USING btree ("next_attempt_at") WHERE status in ('received', 'failed');--> statement-breakpoint
CREATE UNIQUE INDEX "credit_entries_key" ON "credit_entries" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE INDEX "credit_holds_open" ON "credit_holds" USING btree ("lease_until") WHERE state = 0;--> statement-breakpoint
CREATE INDEX "credit_holds_open_workspace" ON "credit_holds" USING btree ("workspace_id","opened_at") WHERE state = 0;--> statement-breakpoint
CREATE UNIQUE INDEX "credit_lots_subject" ON "credit_lots" USING btree ("workspace_id","subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "limit_reservations_open" ON "limit_reservations" USING btree ("lease_until") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "auth_accounts_user" ON "auth_accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_sessions_user" ON "auth_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "members_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_lower" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "reports_newest" ON "reports" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "sales_area" ON "sales" USING btree ("zip_code","sold_on");