CREATE TABLE "email_findings" (
	"workspace_id" integer NOT NULL,
	"campaign_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"position" integer NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"excerpt" text NOT NULL,
	"blocked" integer DEFAULT 0 NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"decided_at" timestamp with time zone,
	CONSTRAINT "email_findings_workspace_id_campaign_id_kind_position_pk" PRIMARY KEY("workspace_id","campaign_id","kind","position"),
	CONSTRAINT "email_findings_kind_known" CHECK ("email_findings"."kind" in ('unclear-report', 'sender-blocked')),
	CONSTRAINT "email_findings_status_known" CHECK ("email_findings"."status" in ('open', 'suppressed', 'dismissed')),
	CONSTRAINT "email_findings_decided" CHECK (("email_findings"."status" = 'open') = ("email_findings"."decided_at" is null)),
	CONSTRAINT "email_findings_position" CHECK (("email_findings"."kind" = 'sender-blocked') = ("email_findings"."position" = 0)),
	CONSTRAINT "email_findings_short" CHECK (length("email_findings"."excerpt") <= 600)
);
--> statement-breakpoint
ALTER TABLE "campaigns" DROP CONSTRAINT "campaigns_status_known";--> statement-breakpoint
ALTER TABLE "campaign_recipients" ADD COLUMN "cause" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "blocks_seen" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "email_findings" ADD CONSTRAINT "email_findings_campaign" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "email_findings_open" ON "email_findings" USING btree ("last_seen_at") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "email_findings_age" ON "email_findings" USING btree ("last_seen_at");--> statement-breakpoint
ALTER TABLE "campaign_recipients" ADD CONSTRAINT "campaign_recipients_cause_known" CHECK ("campaign_recipients"."cause" in ('no-mailbox', 'sender-blocked', 'full', 'rate-limited', 'too-large', 'relay-denied', 'policy', 'refused', 'disabled', 'temporary', 'unsure'));--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_paused" CHECK (("campaigns"."status" = 'paused') = ("campaigns"."paused_at" is not null));--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_status_known" CHECK ("campaigns"."status" in ('draft', 'scheduled', 'queued', 'running', 'sent', 'stopped', 'refused', 'held', 'paused'));--> statement-breakpoint
-- R35: findings belong to their workspace. Reports write them there; operators decide.
GRANT SELECT, INSERT, UPDATE, DELETE ON email_findings TO market_web;
--> statement-breakpoint
ALTER TABLE email_findings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON email_findings TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
