CREATE TABLE "billing_contacts" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"name" text,
	"email" text,
	"pushed_name" text,
	"pushed_email" text,
	"updated_at" timestamp with time zone DEFAULT market_now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "purchases" DROP CONSTRAINT "purchases_refunded";--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "currency" text DEFAULT 'usd' NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "paid_cents" integer;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "tax_cents" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "discount_cents" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "presentment_cents" integer;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "presentment_currency" text;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "stripe_invoice_id" text;--> statement-breakpoint
ALTER TABLE "billing_contacts" ADD CONSTRAINT "billing_contacts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_paid" CHECK ("purchases"."paid_cents" >= 0 and "purchases"."tax_cents" >= 0 and "purchases"."discount_cents" >= 0);--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_presented" CHECK (("purchases"."presentment_cents" is null) = ("purchases"."presentment_currency" is null));--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_refunded" CHECK ("purchases"."refunded_cents" between 0 and greatest("purchases"."price_cents", "purchases"."paid_cents"));
--> statement-breakpoint
-- What was paid for before tax and codes existed was paid at its price.
UPDATE "purchases" SET "paid_cents" = "price_cents" WHERE "status" = 'fulfilled';
--> statement-breakpoint
-- R35: a billing contact belongs to its workspace. Requests read and write it.
GRANT SELECT, INSERT, UPDATE ON billing_contacts TO market_web;
--> statement-breakpoint
ALTER TABLE billing_contacts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON billing_contacts TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
