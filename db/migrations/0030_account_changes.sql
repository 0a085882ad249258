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
ALTER TABLE "auth_accounts" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "auth_accounts" ADD COLUMN "linked_at" timestamp with time zone;--> statement-breakpoint
-- Accounts that were linked before keep no date rather than a wrong one.
ALTER TABLE "auth_accounts" ALTER COLUMN "linked_at" SET DEFAULT market_now();--> statement-breakpoint
ALTER TABLE "account_emails" ADD CONSTRAINT "account_emails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_emails_user" ON "account_emails" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "account_emails_waiting" ON "account_emails" USING btree ("created_at") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "account_emails_age" ON "account_emails" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "email_changes_open" ON "email_changes" USING btree ("user_id") WHERE confirmed_at is null and canceled_at is null;--> statement-breakpoint
CREATE INDEX "email_changes_user" ON "email_changes" USING btree ("user_id","requested_at");--> statement-breakpoint
CREATE INDEX "email_changes_reserved" ON "email_changes" USING btree ("old_email") WHERE confirmed_at is not null and undone_at is null;