ALTER TABLE "credit_accounts" DROP CONSTRAINT "credit_accounts_sane";--> statement-breakpoint
ALTER TABLE "credit_accounts" ADD COLUMN "cycle_allowance" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit_accounts" ADD COLUMN "paid_changes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit_accounts" ADD COLUMN "paid_back" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit_accounts" ADD COLUMN "withheld" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit_accounts" ADD CONSTRAINT "credit_accounts_sane" CHECK ("credit_accounts"."seq" >= 0 and "credit_accounts"."allowance" >= 0 and "credit_accounts"."cycle_allowance" >= 0 and "credit_accounts"."paid_back" >= 0 and "credit_accounts"."withheld" >= 0 and "credit_accounts"."granted" >= 0 and "credit_accounts"."extra_granted" >= 0);--> statement-breakpoint
-- R17: the running cycles keep what they were granted; what is paid for in them is read from Stripe again.
UPDATE credit_accounts SET cycle_allowance = greatest(granted, allowance);
