CREATE TABLE "webhook_cursors" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"entry_seq" integer NOT NULL,
	"low_episode" integer NOT NULL,
	"work_until" timestamp with time zone NOT NULL,
	"subscription" jsonb,
	"subscription_changes" integer DEFAULT 0 NOT NULL,
	"swept_at" timestamp with time zone DEFAULT market_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"workspace_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"message_id" text NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"last_status" smallint,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"delivered_at" timestamp with time zone,
	CONSTRAINT "webhook_deliveries_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "webhook_deliveries_status_known" CHECK ("webhook_deliveries"."status" in ('pending', 'delivered', 'failed')),
	CONSTRAINT "webhook_deliveries_due_when" CHECK (("webhook_deliveries"."status" = 'pending') = ("webhook_deliveries"."next_attempt_at" is not null)),
	CONSTRAINT "webhook_deliveries_delivered_when" CHECK (("webhook_deliveries"."status" = 'delivered') = ("webhook_deliveries"."delivered_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "webhook_delivery_attempts" (
	"workspace_id" integer NOT NULL,
	"delivery_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "webhook_delivery_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"status" smallint,
	"error" text,
	"duration_ms" integer NOT NULL,
	"response" text,
	CONSTRAINT "webhook_delivery_attempts_workspace_id_delivery_id_id_pk" PRIMARY KEY("workspace_id","delivery_id","id"),
	CONSTRAINT "webhook_delivery_attempts_sane" CHECK (("webhook_delivery_attempts"."status" is null) = ("webhook_delivery_attempts"."error" is not null) and length("webhook_delivery_attempts"."response") <= 1000 and "webhook_delivery_attempts"."duration_ms" >= 0)
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"url" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"events" text[] DEFAULT '{}' NOT NULL,
	"secret_version" integer DEFAULT 1 NOT NULL,
	"previous_secret_until" timestamp with time zone,
	"enabled" boolean DEFAULT true NOT NULL,
	"disabled_reason" text,
	"enabled_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"failing_since" timestamp with time zone,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "webhook_endpoints_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "webhook_endpoints_whole" CHECK ("webhook_endpoints"."url" ~ '^https?://' and length("webhook_endpoints"."url") <= 500 and length("webhook_endpoints"."description") <= 120),
	CONSTRAINT "webhook_endpoints_events_known" CHECK (cardinality("webhook_endpoints"."events") > 0 and "webhook_endpoints"."events" <@ array['credits.low', 'credits.reset', 'credits.added', 'credits.purchased', 'credits.refunded', 'subscription.renewed', 'subscription.changed', 'work.ready', 'work.failed', 'webhook.test']),
	CONSTRAINT "webhook_endpoints_secret" CHECK ("webhook_endpoints"."secret_version" > 0),
	CONSTRAINT "webhook_endpoints_disabled" CHECK ("webhook_endpoints"."enabled" = ("webhook_endpoints"."disabled_reason" is null)),
	CONSTRAINT "webhook_endpoints_reason_known" CHECK ("webhook_endpoints"."disabled_reason" in ('person', 'gone', 'failing'))
);
--> statement-breakpoint
CREATE TABLE "webhook_messages" (
	"workspace_id" integer NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"source_key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "webhook_messages_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "webhook_messages_type_known" CHECK ("webhook_messages"."type" in ('credits.low', 'credits.reset', 'credits.added', 'credits.purchased', 'credits.refunded', 'subscription.renewed', 'subscription.changed', 'work.ready', 'work.failed', 'webhook.test'))
);
--> statement-breakpoint
ALTER TABLE "notification_preferences" DROP CONSTRAINT "notification_preferences_kind_known";--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_kind_known";--> statement-breakpoint
ALTER TABLE "webhook_cursors" ADD CONSTRAINT "webhook_cursors_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_message" FOREIGN KEY ("workspace_id","message_id") REFERENCES "public"."webhook_messages"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint" FOREIGN KEY ("workspace_id","endpoint_id") REFERENCES "public"."webhook_endpoints"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_delivery_attempts" ADD CONSTRAINT "webhook_delivery_attempts_delivery" FOREIGN KEY ("workspace_id","delivery_id") REFERENCES "public"."webhook_deliveries"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_messages" ADD CONSTRAINT "webhook_messages_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_once" ON "webhook_deliveries" USING btree ("workspace_id","message_id","endpoint_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("next_attempt_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_page" ON "webhook_deliveries" USING btree ("workspace_id","endpoint_id","created_at","id");--> statement-breakpoint
CREATE INDEX "webhook_endpoints_enabled" ON "webhook_endpoints" USING btree ("workspace_id") WHERE enabled;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_messages_source" ON "webhook_messages" USING btree ("workspace_id","source_key");--> statement-breakpoint
CREATE INDEX "webhook_messages_age" ON "webhook_messages" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "campaigns_finished" ON "campaigns" USING btree ("workspace_id","finished_at") WHERE finished_at is not null;--> statement-breakpoint
CREATE INDEX "images_finished" ON "images" USING btree ("workspace_id","finished_at") WHERE finished_at is not null;--> statement-breakpoint
CREATE INDEX "reports_finished" ON "reports" USING btree ("workspace_id","finished_at") WHERE finished_at is not null;--> statement-breakpoint
CREATE INDEX "valuations_finished" ON "valuations" USING btree ("workspace_id","finished_at") WHERE finished_at is not null;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_kind_known" CHECK ("notification_preferences"."kind" in ('low-credits', 'low-limit', 'allowance-reset', 'purchase-receipt', 'payment-failed', 'first-payment-failed', 'billing-paused', 'invoice-written-off', 'trial-ending', 'feed-paused', 'credits-asked', 'cap-answered', 'campaign-refused', 'campaign-stopped', 'campaign-held', 'post-held', 'terms-change', 'webhook-disabled', 'auto-top-up'));--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_kind_known" CHECK ("notifications"."kind" in ('low-credits', 'low-limit', 'allowance-reset', 'purchase-receipt', 'payment-failed', 'first-payment-failed', 'billing-paused', 'invoice-written-off', 'trial-ending', 'feed-paused', 'credits-asked', 'cap-answered', 'campaign-refused', 'campaign-stopped', 'campaign-held', 'post-held', 'terms-change', 'webhook-disabled', 'auto-top-up'));--> statement-breakpoint
-- R35: webhooks belong to their workspace. What was sent is not changed by requests, and how far facts were read is the
-- sweep's own.
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoints TO market_web;
--> statement-breakpoint
GRANT SELECT, INSERT ON webhook_messages, webhook_delivery_attempts TO market_web;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON webhook_deliveries TO market_web;
--> statement-breakpoint
ALTER TABLE webhook_endpoints ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON webhook_endpoints TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
ALTER TABLE webhook_messages ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON webhook_messages TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
ALTER TABLE webhook_deliveries ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON webhook_deliveries TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
ALTER TABLE webhook_delivery_attempts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON webhook_delivery_attempts TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
ALTER TABLE webhook_cursors ENABLE ROW LEVEL SECURITY;
