CREATE TABLE "former_members" (
	"workspace_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"left_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "former_members_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "operator_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"mark" text NOT NULL,
	"input" jsonb NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"reasons" jsonb NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"requested_by" integer NOT NULL,
	"requested_by_email" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"decided_by" integer,
	"decided_at" timestamp with time zone,
	"result" text,
	CONSTRAINT "operator_changes_kind_known" CHECK ("operator_changes"."kind" in ('rate-card', 'plan', 'pack')),
	CONSTRAINT "operator_changes_status_known" CHECK ("operator_changes"."status" in ('waiting', 'applied', 'rejected', 'withdrawn')),
	CONSTRAINT "operator_changes_applied_result" CHECK (("operator_changes"."status" = 'applied') = ("operator_changes"."result" is not null)),
	CONSTRAINT "operator_changes_decided" CHECK (("operator_changes"."status" in ('applied', 'rejected')) = ("operator_changes"."decided_by" is not null)),
	CONSTRAINT "operator_changes_four_eyes" CHECK ("operator_changes"."decided_by" is null or "operator_changes"."decided_by" <> "operator_changes"."requested_by")
);
--> statement-breakpoint
ALTER TABLE "operator_adjustments" ADD COLUMN "requested_by_email" text;--> statement-breakpoint
CREATE UNIQUE INDEX "operator_changes_one_waiting" ON "operator_changes" USING btree ("kind","subject") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "operator_changes_applied" ON "operator_changes" USING btree ("kind","subject","decided_at");--> statement-breakpoint
CREATE INDEX "operator_adjustments_newest" ON "operator_adjustments" USING btree ("requested_at");--> statement-breakpoint

-- R36: a request stays as it was made; only its decision is added, and a decision is final.
CREATE FUNCTION refuse_changed_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'operator_adjustments' THEN
    IF (OLD.workspace_id, OLD.id, OLD.credits, OLD.reason, OLD.requested_by, OLD.requested_at)
       IS DISTINCT FROM (NEW.workspace_id, NEW.id, NEW.credits, NEW.reason, NEW.requested_by, NEW.requested_at) THEN
      RAISE EXCEPTION 'an operator request cannot be changed' USING ERRCODE = 'restrict_violation';
    END IF;
  ELSIF OLD.status <> 'waiting'
     OR (OLD.id, OLD.kind, OLD.subject, OLD.mark, OLD.input, OLD.before, OLD.after, OLD.requested_by, OLD.requested_by_email)
       IS DISTINCT FROM (NEW.id, NEW.kind, NEW.subject, NEW.mark, NEW.input, NEW.before, NEW.after, NEW.requested_by, NEW.requested_by_email) THEN
    RAISE EXCEPTION 'an operator request cannot be changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER operator_adjustments_as_requested BEFORE UPDATE ON operator_adjustments
  FOR EACH ROW EXECUTE FUNCTION refuse_changed_request();
--> statement-breakpoint
CREATE TRIGGER operator_changes_as_requested BEFORE UPDATE ON operator_changes
  FOR EACH ROW EXECUTE FUNCTION refuse_changed_request();
--> statement-breakpoint

-- R36: whoever leaves a workspace is remembered for 30 days, whichever way they leave; older rows are pruned here.
CREATE FUNCTION note_former_member() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  DELETE FROM former_members WHERE left_at < market_now() - interval '31 days';
  INSERT INTO former_members (workspace_id, user_id, left_at) VALUES (OLD.workspace_id, OLD.user_id, market_now())
    ON CONFLICT (workspace_id, user_id) DO UPDATE SET left_at = excluded.left_at;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER members_note_former AFTER DELETE ON members
  FOR EACH ROW EXECUTE FUNCTION note_former_member();
--> statement-breakpoint

-- R35: no request of a member reads or writes former members; the policy holds if that is ever granted.
ALTER TABLE former_members ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON former_members TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
