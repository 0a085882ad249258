ALTER TABLE "billing_findings" ADD COLUMN "purchase_id" uuid;--> statement-breakpoint
ALTER TABLE "credit_entries" DROP CONSTRAINT "credit_entries_signed";--> statement-breakpoint
ALTER TABLE "credit_lot_changes" DROP CONSTRAINT "credit_lot_changes_sane";--> statement-breakpoint
ALTER TABLE "credit_lots" DROP CONSTRAINT "credit_lots_taken";--> statement-breakpoint
ALTER TABLE "credit_lots" DROP CONSTRAINT "credit_lots_sane";--> statement-breakpoint
ALTER TABLE "credit_lots" ADD COLUMN "expired" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit_lots" ADD COLUMN "payment_revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- What lots lost when they ended is in the ledger, under a key made of the lot.
UPDATE credit_lots l SET expired = -e.amount FROM credit_entries e
WHERE e.workspace_id = l.workspace_id AND e.kind = 5 AND e.key = substr(encode(sha256(convert_to(
  'cycle:' || l.workspace_id || ':lot:' || l.seq || ':' || l.to_credit || ':expires', 'UTF8')), 'hex'), 1, 32)::uuid;--> statement-breakpoint
-- Credits that had ended are not owed.
UPDATE credit_lots SET shortfall = greatest(0, shortfall - expired) WHERE shortfall > 0 AND expired > 0;--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_signed" CHECK ("credit_entries"."kind" between 1 and 9 and ("credit_entries"."amount" = 0 or "credit_entries"."kind" in (8, 9) or ("credit_entries"."amount" < 0) = ("credit_entries"."kind" in (1, 2, 5))));--> statement-breakpoint
ALTER TABLE "credit_lots" ADD CONSTRAINT "credit_lots_taken" CHECK ("credit_lots"."taken_back" + "credit_lots"."shortfall" + "credit_lots"."expired" <= "credit_lots"."granted");--> statement-breakpoint
ALTER TABLE "credit_lots" ADD CONSTRAINT "credit_lots_sane" CHECK ("credit_lots"."to_credit" - "credit_lots"."from_credit" <= "credit_lots"."granted" - "credit_lots"."taken_back" - "credit_lots"."frozen" and "credit_lots"."to_credit" >= "credit_lots"."from_credit" and "credit_lots"."taken_back" >= 0 and "credit_lots"."frozen" >= 0 and "credit_lots"."shortfall" >= 0 and "credit_lots"."expired" >= 0);