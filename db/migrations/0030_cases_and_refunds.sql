-- Problems that members report with paid work, and refunds that operators request at Stripe.
CREATE TABLE "operator_refunds" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"stripe_charge_id" text NOT NULL,
	"purchase_id" uuid,
	"what" text NOT NULL,
	"amount_cents" integer NOT NULL,
	"currency" text NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"requested_by" integer NOT NULL,
	"requested_by_email" text,
	"requested_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"decided_by" integer,
	"decided_at" timestamp with time zone,
	"stripe_refund_id" text,
	"refusal" text,
	CONSTRAINT "operator_refunds_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "operator_refunds_sane" CHECK ("operator_refunds"."amount_cents" > 0 and length("operator_refunds"."reason") > 0),
	CONSTRAINT "operator_refunds_status_known" CHECK ("operator_refunds"."status" in ('waiting', 'approved', 'requested', 'rejected', 'failed')),
	CONSTRAINT "operator_refunds_requested" CHECK (("operator_refunds"."status" = 'requested') = ("operator_refunds"."stripe_refund_id" is not null)),
	CONSTRAINT "operator_refunds_failed" CHECK (("operator_refunds"."status" = 'failed') = ("operator_refunds"."refusal" is not null)),
	CONSTRAINT "operator_refunds_four_eyes" CHECK ("operator_refunds"."decided_by" is null or "operator_refunds"."decided_by" <> "operator_refunds"."requested_by")
);
--> statement-breakpoint
CREATE TABLE "problem_cases" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"work_kind" text NOT NULL,
	"work_id" uuid NOT NULL,
	"hold_id" uuid NOT NULL,
	"title" text NOT NULL,
	"reason" text NOT NULL,
	"words" text NOT NULL,
	"cost_credits" integer NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"opened_by" integer NOT NULL,
	"opened_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"answer" text,
	"decided_by" integer,
	"refund_id" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "problem_cases_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "problem_cases_work_kind_known" CHECK ("problem_cases"."work_kind" in ('report', 'valuation', 'image')),
	CONSTRAINT "problem_cases_reason_known" CHECK ("problem_cases"."reason" in ('wrong-facts', 'poor-quality', 'not-as-asked', 'wording', 'charge', 'other')),
	CONSTRAINT "problem_cases_status_known" CHECK ("problem_cases"."status" in ('open', 'answered', 'closed')),
	CONSTRAINT "problem_cases_sane" CHECK ("problem_cases"."words" <> '' and "problem_cases"."cost_credits" >= 0),
	CONSTRAINT "problem_cases_decided" CHECK (("problem_cases"."status" = 'open') = ("problem_cases"."decided_at" is null)),
	CONSTRAINT "problem_cases_answered" CHECK ("problem_cases"."status" <> 'answered' or "problem_cases"."answer" <> '')
);
--> statement-breakpoint
ALTER TABLE "notification_preferences" DROP CONSTRAINT "notification_preferences_kind_known";--> statement-breakpoint
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_kind_known";--> statement-breakpoint
ALTER TABLE "operator_adjustments" ADD COLUMN "case_id" uuid;--> statement-breakpoint
ALTER TABLE "operator_refunds" ADD CONSTRAINT "operator_refunds_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_cases" ADD CONSTRAINT "problem_cases_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problem_cases" ADD CONSTRAINT "problem_cases_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "operator_refunds_newest" ON "operator_refunds" USING btree ("requested_at");--> statement-breakpoint
CREATE INDEX "operator_refunds_open" ON "operator_refunds" USING btree ("requested_at") WHERE status in ('waiting', 'approved');--> statement-breakpoint
CREATE UNIQUE INDEX "problem_cases_one_open" ON "problem_cases" USING btree ("workspace_id","work_kind","work_id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "problem_cases_of_work" ON "problem_cases" USING btree ("workspace_id","work_id","opened_at");--> statement-breakpoint
CREATE INDEX "problem_cases_newest" ON "problem_cases" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "problem_cases_open" ON "problem_cases" USING btree ("opened_at","id") WHERE status = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "operator_adjustments_of_case" ON "operator_adjustments" USING btree ("workspace_id","case_id") WHERE case_id is not null and status <> 'rejected';--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_kind_known" CHECK ("notification_preferences"."kind" in ('low-credits', 'alert-level', 'low-limit', 'allowance-reset', 'usage-digest', 'purchase-receipt', 'payment-failed', 'first-payment-failed', 'billing-paused', 'invoice-written-off', 'trial-ending', 'feed-paused', 'credits-asked', 'cap-answered', 'campaign-refused', 'campaign-stopped', 'campaign-held', 'post-held', 'terms-change', 'webhook-disabled', 'auto-top-up', 'key-expiring', 'case-answered'));--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_kind_known" CHECK ("notifications"."kind" in ('low-credits', 'alert-level', 'low-limit', 'allowance-reset', 'usage-digest', 'purchase-receipt', 'payment-failed', 'first-payment-failed', 'billing-paused', 'invoice-written-off', 'trial-ending', 'feed-paused', 'credits-asked', 'cap-answered', 'campaign-refused', 'campaign-stopped', 'campaign-held', 'post-held', 'terms-change', 'webhook-disabled', 'auto-top-up', 'key-expiring', 'case-answered'));--> statement-breakpoint
-- R36: a requested refund stays as it was requested; only its decision and its result are added.
CREATE FUNCTION refuse_changed_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.workspace_id, OLD.id, OLD.stripe_charge_id, OLD.amount_cents, OLD.currency, OLD.reason, OLD.requested_by, OLD.requested_at)
     IS DISTINCT FROM (NEW.workspace_id, NEW.id, NEW.stripe_charge_id, NEW.amount_cents, NEW.currency, NEW.reason, NEW.requested_by, NEW.requested_at) THEN
    RAISE EXCEPTION 'an operator request cannot be changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER operator_refunds_as_requested BEFORE UPDATE ON operator_refunds
  FOR EACH ROW EXECUTE FUNCTION refuse_changed_refund();
--> statement-breakpoint
-- R35: members report problems and read the answers; only operators answer. Refunds have a policy and no grant.
GRANT SELECT, INSERT ON problem_cases TO market_web;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['problem_cases', 'operator_refunds'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_workspace ON %I TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace())', name);
  END LOOP;
END $$;
