ALTER TABLE "campaigns" DROP CONSTRAINT "campaigns_status_known";--> statement-breakpoint
ALTER TABLE "campaigns" DROP CONSTRAINT "campaigns_scheduled";--> statement-breakpoint
ALTER TABLE "contact_imports" DROP CONSTRAINT "contact_imports_sane";--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "late_after_hours" smallint DEFAULT 6 NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD COLUMN "unchanged" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD COLUMN "duplicates" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD COLUMN "refused" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD COLUMN "suppressed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD COLUMN "taken_lines" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD COLUMN "unused_columns" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "missed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_late_after" CHECK ("campaigns"."late_after_hours" between 1 and 168);--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_status_known" CHECK ("campaigns"."status" in ('draft', 'scheduled', 'queued', 'running', 'sent', 'stopped', 'refused', 'held'));--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_scheduled" CHECK ("campaigns"."status" not in ('scheduled', 'held') or "campaigns"."scheduled_at" is not null);--> statement-breakpoint
-- Finished imports did not count repeated rows, and kept the reasons of 500 refused ones at most.
UPDATE "contact_imports"
SET "refused" = least(jsonb_array_length("bad_rows"), greatest("rows" - "added" - "merged", 0)),
  "merged" = least("merged", greatest("rows" - "added", 0))
WHERE "status" = 'done';
--> statement-breakpoint
UPDATE "contact_imports" SET "duplicates" = greatest("rows" - "added" - "merged" - "refused", 0),
  "rows" = greatest("rows", "added" + "merged" + "refused")
WHERE "status" = 'done';
--> statement-breakpoint
ALTER TABLE "contact_imports" ADD CONSTRAINT "contact_imports_adds_up" CHECK ("contact_imports"."status" <> 'done' or "contact_imports"."rows" = "contact_imports"."added" + "contact_imports"."merged" + "contact_imports"."unchanged" + "contact_imports"."duplicates" + "contact_imports"."refused" + "contact_imports"."suppressed");--> statement-breakpoint
ALTER TABLE "contact_imports" ADD CONSTRAINT "contact_imports_sane" CHECK (least("contact_imports"."rows", "contact_imports"."added", "contact_imports"."merged", "contact_imports"."unchanged", "contact_imports"."duplicates", "contact_imports"."refused", "contact_imports"."suppressed") >= 0);--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_missed_when" CHECK ("posts"."missed_at" is null or "posts"."status" = 'approved');