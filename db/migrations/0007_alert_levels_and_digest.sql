CREATE TABLE "alert_levels" (
	"workspace_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" integer NOT NULL,
	"slot" smallint NOT NULL,
	"unit" text NOT NULL,
	"amount" integer NOT NULL,
	"in_app" boolean NOT NULL,
	"by_mail" boolean NOT NULL,
	"below" boolean NOT NULL,
	"episode" integer DEFAULT 0 NOT NULL,
	"cycle_start" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "alert_levels_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "alert_levels_unit_known" CHECK ("alert_levels"."unit" in ('percent', 'credits')),
	CONSTRAINT "alert_levels_sane" CHECK ("alert_levels"."slot" between 1 and 5 and "alert_levels"."amount" between 1 and case when "alert_levels"."unit" = 'percent' then 99 else 1000000 end and "alert_levels"."episode" >= 0),
	CONSTRAINT "alert_levels_channel" CHECK ("alert_levels"."in_app" or "alert_levels"."by_mail")
);
--> statement-breakpoint
CREATE TABLE "usage_digests" (
	"workspace_id" integer NOT NULL,
	"cycle_end" timestamp (3) with time zone NOT NULL,
	"content" jsonb,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "usage_digests_workspace_id_cycle_end_pk" PRIMARY KEY("workspace_id","cycle_end")
);
--> statement-breakpoint
ALTER TABLE "notification_preferences" DROP CONSTRAINT "notification_preferences_kind_known";--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_kind_known";--> statement-breakpoint
ALTER TABLE "alert_levels" ADD CONSTRAINT "alert_levels_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_levels" ADD CONSTRAINT "alert_levels_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_digests" ADD CONSTRAINT "usage_digests_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_levels_slot" ON "alert_levels" USING btree ("workspace_id","user_id","slot");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_levels_once" ON "alert_levels" USING btree ("workspace_id","user_id","unit","amount");--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_kind_known" CHECK ("notification_preferences"."kind" in ('low-credits', 'alert-level', 'low-limit', 'allowance-reset', 'usage-digest', 'purchase-receipt', 'payment-failed', 'first-payment-failed', 'billing-paused', 'invoice-written-off', 'trial-ending', 'feed-paused', 'credits-asked', 'cap-answered', 'campaign-refused', 'campaign-stopped', 'campaign-held', 'post-held', 'terms-change', 'webhook-disabled', 'auto-top-up'));--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_kind_known" CHECK ("notifications"."kind" in ('low-credits', 'alert-level', 'low-limit', 'allowance-reset', 'usage-digest', 'purchase-receipt', 'payment-failed', 'first-payment-failed', 'billing-paused', 'invoice-written-off', 'trial-ending', 'feed-paused', 'credits-asked', 'cap-answered', 'campaign-refused', 'campaign-stopped', 'campaign-held', 'post-held', 'terms-change', 'webhook-disabled', 'auto-top-up'));--> statement-breakpoint
-- R49: people set their own alert levels; digests are made by a job, and the web shows them.
GRANT SELECT, INSERT, UPDATE, DELETE ON alert_levels TO market_web;
--> statement-breakpoint
GRANT SELECT ON usage_digests TO market_web;
--> statement-breakpoint
-- R35: both belong to their workspace.
ALTER TABLE alert_levels ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON alert_levels TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
ALTER TABLE usage_digests ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON usage_digests TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
