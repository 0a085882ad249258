ALTER TABLE "subscriptions" ADD COLUMN "changing_by" uuid;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "changing_until" timestamp with time zone;