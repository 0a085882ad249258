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
ALTER TABLE "campaign_recipients" ADD COLUMN "deferred_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "progressed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "awaits_credits_since" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "mail_slowdowns_age" ON "mail_slowdowns" USING btree ("updated_at");
