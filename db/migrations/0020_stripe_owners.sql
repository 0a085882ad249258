CREATE TABLE "stripe_owners" (
	"stripe_id" text PRIMARY KEY NOT NULL,
	"workspace_id" integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "stripe_owners_object" ON "stripe_owners" USING btree ("stripe_id","workspace_id");--> statement-breakpoint
CREATE INDEX "stripe_owners_workspace" ON "stripe_owners" USING btree ("workspace_id");--> statement-breakpoint
-- R35: only the product reads and writes it. The policy is there in case somebody grants it.
ALTER TABLE stripe_owners ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON stripe_owners TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
INSERT INTO stripe_owners (stripe_id, workspace_id)
  SELECT stripe_customer_id, workspace_id FROM subscriptions WHERE stripe_customer_id IS NOT NULL
  UNION SELECT stripe_customer_id, workspace_id FROM former_customers
  UNION SELECT stripe_session_id, workspace_id FROM purchases WHERE stripe_session_id IS NOT NULL
  UNION SELECT stripe_invoice_id, workspace_id FROM purchases WHERE stripe_invoice_id IS NOT NULL
  UNION SELECT setup_session_id, workspace_id FROM auto_top_ups WHERE setup_session_id IS NOT NULL
ON CONFLICT DO NOTHING;
--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_customer_owner" FOREIGN KEY ("stripe_customer_id","workspace_id") REFERENCES "public"."stripe_owners"("stripe_id","workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_customers" ADD CONSTRAINT "former_customers_owner" FOREIGN KEY ("stripe_customer_id","workspace_id") REFERENCES "public"."stripe_owners"("stripe_id","workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_session_owner" FOREIGN KEY ("stripe_session_id","workspace_id") REFERENCES "public"."stripe_owners"("stripe_id","workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_invoice_owner" FOREIGN KEY ("stripe_invoice_id","workspace_id") REFERENCES "public"."stripe_owners"("stripe_id","workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auto_top_ups" ADD CONSTRAINT "auto_top_ups_setup_owner" FOREIGN KEY ("setup_session_id","workspace_id") REFERENCES "public"."stripe_owners"("stripe_id","workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint

-- The previous version of the product, during a rolling deploy, doesn't record owners. This version does, because a shard's
-- trigger can't write a table of all nodes: `db:distribute` removes these.
CREATE FUNCTION record_stripe_owner() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE stripe_id text;
BEGIN
  FOREACH stripe_id IN ARRAY TG_ARGV LOOP
    stripe_id := to_jsonb(NEW) ->> stripe_id;
    IF stripe_id IS NOT NULL THEN
      INSERT INTO stripe_owners VALUES (stripe_id, NEW.workspace_id) ON CONFLICT DO NOTHING;
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER stripe_owners_of_subscriptions BEFORE INSERT OR UPDATE OF stripe_customer_id ON subscriptions
  FOR EACH ROW EXECUTE FUNCTION record_stripe_owner('stripe_customer_id');
--> statement-breakpoint
CREATE TRIGGER stripe_owners_of_former_customers BEFORE INSERT OR UPDATE OF stripe_customer_id ON former_customers
  FOR EACH ROW EXECUTE FUNCTION record_stripe_owner('stripe_customer_id');
--> statement-breakpoint
CREATE TRIGGER stripe_owners_of_purchases BEFORE INSERT OR UPDATE OF stripe_session_id, stripe_invoice_id ON purchases
  FOR EACH ROW EXECUTE FUNCTION record_stripe_owner('stripe_session_id', 'stripe_invoice_id');
--> statement-breakpoint
CREATE TRIGGER stripe_owners_of_auto_top_ups BEFORE INSERT OR UPDATE OF setup_session_id ON auto_top_ups
  FOR EACH ROW EXECUTE FUNCTION record_stripe_owner('setup_session_id');
