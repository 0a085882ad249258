CREATE TABLE "operator_adjustments" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"credits" integer NOT NULL,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"requested_by" integer NOT NULL,
	"requested_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"decided_by" integer,
	"decided_at" timestamp with time zone,
	"entry_seq" integer,
	"refusal" text,
	CONSTRAINT "operator_adjustments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "operator_adjustments_sane" CHECK ("operator_adjustments"."credits" <> 0 and length("operator_adjustments"."reason") > 0),
	CONSTRAINT "operator_adjustments_status_known" CHECK ("operator_adjustments"."status" in ('waiting', 'approved', 'applied', 'rejected')),
	CONSTRAINT "operator_adjustments_applied" CHECK (("operator_adjustments"."status" = 'applied') = ("operator_adjustments"."entry_seq" is not null)),
	CONSTRAINT "operator_adjustments_four_eyes" CHECK ("operator_adjustments"."decided_by" is null or "operator_adjustments"."decided_by" <> "operator_adjustments"."requested_by")
);
--> statement-breakpoint
CREATE TABLE "operator_events" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"operator_id" integer NOT NULL,
	"operator_email" text NOT NULL,
	"verb" text NOT NULL,
	"workspace_id" integer,
	"reason" text,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
ALTER TABLE "packs" ADD COLUMN "family" text;--> statement-breakpoint
UPDATE "packs" SET "family" = "key";--> statement-breakpoint
ALTER TABLE "packs" ALTER COLUMN "family" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "packs" ADD COLUMN "effective_at" timestamp with time zone DEFAULT '2026-01-01 00:00:00+00' NOT NULL;--> statement-breakpoint
ALTER TABLE "packs" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "family" text;--> statement-breakpoint
UPDATE "plans" SET "family" = "key";--> statement-breakpoint
ALTER TABLE "plans" ALTER COLUMN "family" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "effective_at" timestamp with time zone DEFAULT '2026-01-01 00:00:00+00' NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "operator_adjustments" ADD CONSTRAINT "operator_adjustments_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "operator_adjustments_open" ON "operator_adjustments" USING btree ("requested_at") WHERE status in ('waiting', 'approved');--> statement-breakpoint
CREATE INDEX "operator_events_newest" ON "operator_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "operator_events_workspace" ON "operator_events" USING btree ("workspace_id","at");--> statement-breakpoint

-- R36: what operators did stays as it was written.
CREATE TRIGGER operator_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON operator_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- R35: no request of a member reads or writes these; the policy stands for the day somebody grants it.
ALTER TABLE operator_adjustments ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON operator_adjustments TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
