ALTER TABLE "subscriptions" ADD COLUMN "unfunded_reason" text;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "quantity" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit_accounts" ADD COLUMN "partly_funded_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_quantity" CHECK ("subscriptions"."quantity" >= 0);--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_unfunded_known" CHECK ("subscriptions"."unfunded_reason" in ('first-payment-processing', 'first-payment-failed', 'renewal-processing', 'collection-paused', 'paused', 'written-off'));