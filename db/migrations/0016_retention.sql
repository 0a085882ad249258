ALTER TABLE "users" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "trial_mark" text;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "erased_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_trial_mark_of_erased" CHECK ("users"."trial_mark" is null or "users"."erased_at" is not null);--> statement-breakpoint
CREATE INDEX "users_trial_mark" ON "users" USING btree ("trial_mark") WHERE trial_mark is not null;--> statement-breakpoint

-- R45: the audit log stays append-only, and has an end. Only the job that removes old data can delete, because it says so
-- for its transaction, and only rows that are seven years old, or of a workspace that was deleted 30 days ago.
CREATE FUNCTION refuse_delete_outside_retention() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('app.retention', true), '') <> 'on' THEN
    RAISE EXCEPTION '% on % is refused: the ledger is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION check_retention_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM was WHERE was.at >= market_now() - interval '7 years' AND NOT EXISTS (
      SELECT FROM workspaces w WHERE w.id = was.workspace_id AND w.deleted_at <= market_now() - interval '30 days')) THEN
    RAISE EXCEPTION 'DELETE on % is refused: its rows are kept for seven years', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP TRIGGER audit_events_append_only ON audit_events;
--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_events_kept BEFORE DELETE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_delete_outside_retention();
--> statement-breakpoint
CREATE TRIGGER audit_events_kept_long AFTER DELETE ON audit_events REFERENCING OLD TABLE AS was
  FOR EACH STATEMENT EXECUTE FUNCTION check_retention_delete();
--> statement-breakpoint
DROP TRIGGER operator_events_append_only ON operator_events;
--> statement-breakpoint
CREATE TRIGGER operator_events_append_only BEFORE UPDATE OR TRUNCATE ON operator_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER operator_events_kept BEFORE DELETE ON operator_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_delete_outside_retention();
--> statement-breakpoint
CREATE TRIGGER operator_events_kept_long AFTER DELETE ON operator_events REFERENCING OLD TABLE AS was
  FOR EACH STATEMENT EXECUTE FUNCTION check_retention_delete();
