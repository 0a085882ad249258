CREATE TABLE "auto_top_up_attempts" (
	"workspace_id" integer NOT NULL,
	"purchase_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"month" text NOT NULL,
	"reserved_cents" integer NOT NULL,
	"payment_method_id" text NOT NULL,
	"stripe_customer_id" text NOT NULL,
	"failure" text,
	"started_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "auto_top_up_attempts_workspace_id_purchase_id_pk" PRIMARY KEY("workspace_id","purchase_id"),
	CONSTRAINT "auto_top_up_attempts_failure_known" CHECK ("auto_top_up_attempts"."failure" in ('declined', 'authentication-required', 'card-missing', 'price-changed', 'invoice-failed', 'maximum', 'plan-ended')),
	CONSTRAINT "auto_top_up_attempts_sane" CHECK ("auto_top_up_attempts"."number" > 0 and "auto_top_up_attempts"."reserved_cents" >= 0)
);
--> statement-breakpoint
CREATE TABLE "auto_top_up_months" (
	"workspace_id" integer NOT NULL,
	"month" text NOT NULL,
	"reserved_cents" integer DEFAULT 0 NOT NULL,
	"max_cents" integer NOT NULL,
	"refused_at" timestamp with time zone,
	CONSTRAINT "auto_top_up_months_workspace_id_month_pk" PRIMARY KEY("workspace_id","month"),
	CONSTRAINT "auto_top_up_months_named" CHECK ("auto_top_up_months"."month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "auto_top_up_months_maximum" CHECK ("auto_top_up_months"."reserved_cents" >= 0 and "auto_top_up_months"."reserved_cents" <= "auto_top_up_months"."max_cents")
);
--> statement-breakpoint
CREATE TABLE "auto_top_ups" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"enabled" boolean DEFAULT false NOT NULL,
	"threshold_credits" integer NOT NULL,
	"pack_key" text NOT NULL,
	"quantity" integer DEFAULT 1 NOT NULL,
	"credits" integer NOT NULL,
	"price_cents" integer NOT NULL,
	"currency" text DEFAULT 'usd' NOT NULL,
	"total_cents" integer,
	"monthly_max_cents" integer NOT NULL,
	"payment_method_id" text,
	"stripe_customer_id" text,
	"card_brand" text,
	"card_last4" text,
	"card_expires" text,
	"setup_session_id" text,
	"enabled_by" integer NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"stopped_reason" text,
	"stopped_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "auto_top_ups_stopped_known" CHECK ("auto_top_ups"."stopped_reason" in ('declined', 'authentication-required', 'card-missing', 'price-changed', 'invoice-failed')),
	CONSTRAINT "auto_top_ups_sane" CHECK ("auto_top_ups"."threshold_credits" between 1 and 1000000 and "auto_top_ups"."quantity" between 1 and 10 and "auto_top_ups"."credits" > 0 and "auto_top_ups"."price_cents" > 0 and "auto_top_ups"."total_cents" >= 0 and "auto_top_ups"."attempts" >= 0),
	CONSTRAINT "auto_top_ups_maximum" CHECK ("auto_top_ups"."monthly_max_cents" between "auto_top_ups"."price_cents" and 10000000),
	CONSTRAINT "auto_top_ups_stopped" CHECK (("auto_top_ups"."stopped_reason" is null) = ("auto_top_ups"."stopped_at" is null) and not ("auto_top_ups"."enabled" and "auto_top_ups"."stopped_reason" is not null)),
	CONSTRAINT "auto_top_ups_card" CHECK (not "auto_top_ups"."enabled" or ("auto_top_ups"."payment_method_id" is not null and "auto_top_ups"."stripe_customer_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "notification_preferences" DROP CONSTRAINT "notification_preferences_kind_known";--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_kind_known";--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "origin" text DEFAULT 'checkout' NOT NULL;--> statement-breakpoint
ALTER TABLE "auto_top_up_attempts" ADD CONSTRAINT "auto_top_up_attempts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_top_up_attempts" ADD CONSTRAINT "auto_top_up_attempts_purchase" FOREIGN KEY ("workspace_id","purchase_id") REFERENCES "public"."purchases"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_top_up_attempts" ADD CONSTRAINT "auto_top_up_attempts_month" FOREIGN KEY ("workspace_id","month") REFERENCES "public"."auto_top_up_months"("workspace_id","month") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_top_up_months" ADD CONSTRAINT "auto_top_up_months_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_top_ups" ADD CONSTRAINT "auto_top_ups_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_top_ups" ADD CONSTRAINT "auto_top_ups_pack_key_packs_key_fk" FOREIGN KEY ("pack_key") REFERENCES "public"."packs"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "auto_top_up_attempts_number" ON "auto_top_up_attempts" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE INDEX "auto_top_up_months_refused" ON "auto_top_up_months" USING btree ("refused_at");--> statement-breakpoint
CREATE UNIQUE INDEX "auto_top_ups_setup" ON "auto_top_ups" USING btree ("setup_session_id");--> statement-breakpoint
CREATE INDEX "auto_top_ups_enabled" ON "auto_top_ups" USING btree ("workspace_id") WHERE enabled;--> statement-breakpoint
CREATE INDEX "auto_top_ups_stopped" ON "auto_top_ups" USING btree ("stopped_at");--> statement-breakpoint
CREATE INDEX "purchases_payment" ON "purchases" USING btree ("stripe_payment_intent_id") WHERE stripe_payment_intent_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "purchases_auto_top_up_open" ON "purchases" USING btree ("workspace_id") WHERE origin = 'auto-top-up' and status in ('open', 'processing');--> statement-breakpoint
CREATE UNIQUE INDEX "purchases_auto_top_up_invoice" ON "purchases" USING btree ("stripe_invoice_id") WHERE origin = 'auto-top-up';--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_kind_known" CHECK ("notification_preferences"."kind" in ('low-credits', 'low-limit', 'allowance-reset', 'purchase-receipt', 'payment-failed', 'first-payment-failed', 'billing-paused', 'invoice-written-off', 'trial-ending', 'feed-paused', 'credits-asked', 'cap-answered', 'campaign-refused', 'campaign-stopped', 'campaign-held', 'post-held', 'terms-change', 'auto-top-up'));--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_kind_known" CHECK ("notifications"."kind" in ('low-credits', 'low-limit', 'allowance-reset', 'purchase-receipt', 'payment-failed', 'first-payment-failed', 'billing-paused', 'invoice-written-off', 'trial-ending', 'feed-paused', 'credits-asked', 'cap-answered', 'campaign-refused', 'campaign-stopped', 'campaign-held', 'post-held', 'terms-change', 'auto-top-up'));--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_origin_known" CHECK ("purchases"."origin" in ('checkout', 'auto-top-up'));--> statement-breakpoint
-- R35, R48: requests read their workspace's auto top-up. Only the product writes it, where members and rows are checked.
GRANT SELECT ON auto_top_ups, auto_top_up_months, auto_top_up_attempts TO market_web;
--> statement-breakpoint
ALTER TABLE auto_top_ups ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON auto_top_ups TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
ALTER TABLE auto_top_up_months ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON auto_top_up_months TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
ALTER TABLE auto_top_up_attempts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON auto_top_up_attempts TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
