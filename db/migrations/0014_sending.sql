CREATE TABLE "mail_slowdowns" (
	"server" text NOT NULL,
	"domain" text NOT NULL,
	"deferrals" integer DEFAULT 1 NOT NULL,
	"waits" smallint DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone,
	"updated_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "mail_slowdowns_server_domain_pk" PRIMARY KEY("server","domain"),
	CONSTRAINT "mail_slowdowns_waits" CHECK (("mail_slowdowns"."waits" > 0) = ("mail_slowdowns"."next_at" is not null))
);
--> statement-breakpoint
-- R44: the pace of all workers together. Written several times a second, and worth nothing after a crash.
CREATE UNLOGGED TABLE "mail_pace" (
	"server" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sending_domains" (
	"workspace_id" integer NOT NULL,
	"from_address" text NOT NULL,
	"domain" text NOT NULL,
	"selector" text NOT NULL,
	"public_key" text NOT NULL,
	"private_key" text NOT NULL,
	"checks" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"checked_at" timestamp with time zone,
	"verified_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "sending_domains_workspace_id_pk" PRIMARY KEY("workspace_id"),
	CONSTRAINT "sending_domains_whole" CHECK ("sending_domains"."from_address" like '%@' || "sending_domains"."domain" and "sending_domains"."private_key" like 'v1.%')
);
--> statement-breakpoint
ALTER TABLE "campaign_recipients" ADD COLUMN "deferred_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "progressed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "awaits_credits_since" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "mail_slowdowns_age" ON "mail_slowdowns" USING btree ("updated_at");--> statement-breakpoint
ALTER TABLE "sending_domains" ADD CONSTRAINT "sending_domains_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- R35: a sending domain belongs to its workspace.
GRANT SELECT, INSERT, UPDATE, DELETE ON sending_domains TO market_web;
--> statement-breakpoint
ALTER TABLE sending_domains ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON sending_domains TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
