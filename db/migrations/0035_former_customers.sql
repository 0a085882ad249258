CREATE TABLE "former_customers" (
	"workspace_id" integer NOT NULL,
	"stripe_customer_id" text NOT NULL,
	"reason" text NOT NULL,
	"lost_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "former_customers_workspace_id_stripe_customer_id_pk" PRIMARY KEY("workspace_id","stripe_customer_id"),
	CONSTRAINT "former_customers_reason_known" CHECK ("former_customers"."reason" in ('deleted', 'unknown'))
);
--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "ignored_reason" text;--> statement-breakpoint
ALTER TABLE "former_customers" ADD CONSTRAINT "former_customers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "former_customers_customer" ON "former_customers" USING btree ("stripe_customer_id");
--> statement-breakpoint
-- R35: a workspace sees its own former customers only, and requests never write them.
GRANT SELECT ON former_customers TO market_web;
--> statement-breakpoint
ALTER TABLE former_customers ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON former_customers TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
