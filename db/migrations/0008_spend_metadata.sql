-- R50: what an integration says a spend is for. At most ten pairs of text, so that no row is large. Strict: a spend without
-- metadata costs nothing to check.
CREATE FUNCTION spend_metadata_is_valid(metadata jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN jsonb_typeof(metadata) <> 'object' THEN false ELSE (
    SELECT count(*) BETWEEN 1 AND 10 AND bool_and(jsonb_typeof(value) = 'string' AND length(key) BETWEEN 1 AND 40
      AND length(value #>> '{}') <= 200) FROM jsonb_each(metadata)) END
$$;
--> statement-breakpoint
CREATE TABLE "credit_metadata" (
	"workspace_id" integer NOT NULL,
	"seq" integer NOT NULL,
	"metadata" jsonb NOT NULL,
	CONSTRAINT "credit_metadata_workspace_id_seq_pk" PRIMARY KEY("workspace_id","seq"),
	CONSTRAINT "credit_metadata_valid" CHECK (spend_metadata_is_valid("credit_metadata"."metadata"))
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "rotated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_hash" text;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "previous_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "credit_holds" ADD COLUMN "metadata" jsonb;--> statement-breakpoint
ALTER TABLE "limit_reservations" ADD COLUMN "metadata" jsonb;--> statement-breakpoint
ALTER TABLE "credit_metadata" ADD CONSTRAINT "credit_metadata_entry" FOREIGN KEY ("workspace_id","seq") REFERENCES "public"."credit_entries"("workspace_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_previous_hash" ON "api_keys" USING btree ("workspace_id","previous_hash");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_rotated" CHECK (("api_keys"."previous_hash" is null) = ("api_keys"."previous_until" is null) and ("api_keys"."previous_hash" is null or "api_keys"."rotated_at" is not null));--> statement-breakpoint
ALTER TABLE "credit_holds" ADD CONSTRAINT "credit_holds_metadata" CHECK (spend_metadata_is_valid("credit_holds"."metadata"));--> statement-breakpoint
ALTER TABLE "limit_reservations" ADD CONSTRAINT "limit_reservations_metadata" CHECK (spend_metadata_is_valid("limit_reservations"."metadata"));
--> statement-breakpoint
-- R10: kept with its entry, so it never changes either.
CREATE TRIGGER credit_metadata_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_metadata
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- R13: a hold settles exactly once, and what it is made of never changes.
CREATE OR REPLACE FUNCTION check_hold_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM was WHERE was.state <> 0) THEN
    RAISE EXCEPTION 'a settled hold stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM was LEFT JOIN fresh f USING (workspace_id, id)
      WHERE (f.amount, f.from_extra, f.cycle_start, f.actor_id, f.action, f.rate_version, f.input_hash, f.metadata)
        IS DISTINCT FROM (was.amount, was.from_extra, was.cycle_start, was.actor_id, was.action, was.rate_version, was.input_hash, was.metadata)) THEN
    RAISE EXCEPTION 'what a hold is made of never changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Written by the ledger; the web shows it.
GRANT SELECT ON credit_metadata TO market_web;
--> statement-breakpoint
-- R35: it belongs to its workspace.
ALTER TABLE credit_metadata ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON credit_metadata TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
