-- Reports that are made and emailed every month, names and deletion of works with undo, and first steps that were dismissed.
CREATE TABLE "recurring_reports" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"area" jsonb NOT NULL,
	"sale_set_id" uuid,
	"period_days" smallint NOT NULL,
	"list_id" uuid,
	"list_name" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"day_of_month" smallint NOT NULL,
	"time_of_day" text NOT NULL,
	"next_run_at" timestamp with time zone NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"failure" text,
	"report_price" text,
	"email_price" text,
	"confirmed_by" integer NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "recurring_reports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "recurring_reports_status_known" CHECK ("recurring_reports"."status" in ('active', 'paused', 'ended')),
	CONSTRAINT "recurring_reports_day" CHECK ("recurring_reports"."day_of_month" between 1 and 28),
	CONSTRAINT "recurring_reports_time" CHECK ("recurring_reports"."time_of_day" ~ '^[0-2][0-9]:[0-5][0-9]$'),
	CONSTRAINT "recurring_reports_period" CHECK ("recurring_reports"."period_days" between 2 and 4000),
	CONSTRAINT "recurring_reports_ended" CHECK (("recurring_reports"."status" = 'ended') = ("recurring_reports"."ended_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "recurring_runs" (
	"workspace_id" integer NOT NULL,
	"recurring_id" uuid NOT NULL,
	"month" date NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempt" smallint DEFAULT 1 NOT NULL,
	"period_from" date,
	"period_to" date,
	"report_id" uuid,
	"campaign_id" uuid,
	"started_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "recurring_runs_workspace_id_recurring_id_month_pk" PRIMARY KEY("workspace_id","recurring_id","month"),
	CONSTRAINT "recurring_runs_status_known" CHECK ("recurring_runs"."status" in ('waiting', 'making', 'sent', 'skipped')),
	CONSTRAINT "recurring_runs_finished" CHECK (("recurring_runs"."status" in ('sent', 'skipped')) = ("recurring_runs"."finished_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "dismissed_steps" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "valuations" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "recurring_reports" ADD CONSTRAINT "recurring_reports_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_reports" ADD CONSTRAINT "recurring_reports_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_reports" ADD CONSTRAINT "recurring_reports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_runs" ADD CONSTRAINT "recurring_runs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_runs" ADD CONSTRAINT "recurring_runs_report" FOREIGN KEY ("workspace_id","recurring_id") REFERENCES "public"."recurring_reports"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recurring_reports_newest" ON "recurring_reports" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "recurring_reports_due" ON "recurring_reports" USING btree ("next_run_at") WHERE status = 'active';--> statement-breakpoint
CREATE INDEX "recurring_runs_open" ON "recurring_runs" USING btree ("workspace_id","started_at") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "recurring_runs_finished" ON "recurring_runs" USING btree ("workspace_id","finished_at") WHERE finished_at is not null;--> statement-breakpoint
CREATE INDEX "recurring_runs_of_report" ON "recurring_runs" USING btree ("workspace_id","report_id") WHERE report_id is not null;--> statement-breakpoint
CREATE INDEX "recurring_runs_of_campaign" ON "recurring_runs" USING btree ("workspace_id","campaign_id") WHERE campaign_id is not null;--> statement-breakpoint
CREATE INDEX "campaigns_deleted" ON "campaigns" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "images_deleted" ON "images" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "reports_deleted" ON "reports" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "valuations_deleted" ON "valuations" USING btree ("workspace_id","deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_deleted_draft" CHECK ("campaigns"."deleted_at" is null or "campaigns"."status" = 'draft');
--> statement-breakpoint
-- R35: kept for what they led to, so a request never deletes them.
GRANT SELECT, INSERT, UPDATE ON recurring_reports TO market_web;
--> statement-breakpoint
ALTER TABLE recurring_reports ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON recurring_reports TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
-- R35: kept for what they led to, so a request never deletes them.
GRANT SELECT, INSERT, UPDATE ON recurring_runs TO market_web;
--> statement-breakpoint
ALTER TABLE recurring_runs ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON recurring_runs TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
