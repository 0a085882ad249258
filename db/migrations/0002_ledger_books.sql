CREATE TABLE "credit_cycles" (
	"workspace_id" integer NOT NULL,
	"first_seq" integer NOT NULL,
	"cycle_start" timestamp (3) with time zone NOT NULL,
	"cycle_end" timestamp (3) with time zone NOT NULL,
	"extra_left" integer NOT NULL,
	"frozen" integer NOT NULL,
	CONSTRAINT "credit_cycles_workspace_id_first_seq_pk" PRIMARY KEY("workspace_id","first_seq"),
	CONSTRAINT "credit_cycles_sane" CHECK ("credit_cycles"."first_seq" >= 1 and "credit_cycles"."cycle_end" > "credit_cycles"."cycle_start" and "credit_cycles"."extra_left" >= 0 and "credit_cycles"."frozen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ledger_checks" (
	"id" serial PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"workspaces" integer DEFAULT 0 NOT NULL,
	"entries" bigint DEFAULT 0 NOT NULL,
	"differences" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_findings" (
	"id" serial PRIMARY KEY NOT NULL,
	"check_id" integer NOT NULL,
	"workspace_id" integer NOT NULL,
	"what" text NOT NULL,
	"expected" text NOT NULL,
	"found" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "credit_usage" ADD COLUMN "first_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit_usage" ADD COLUMN "last_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit_cycles" ADD CONSTRAINT "credit_cycles_account" FOREIGN KEY ("workspace_id") REFERENCES "public"."credit_accounts"("workspace_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_findings" ADD CONSTRAINT "ledger_findings_check_id_ledger_checks_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."ledger_checks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ledger_findings_check" ON "ledger_findings" USING btree ("check_id");--> statement-breakpoint
CREATE INDEX "credit_holds_opened" ON "credit_holds" USING brin ("opened_at");--> statement-breakpoint
CREATE INDEX "credit_usage_action" ON "credit_usage" USING btree ("workspace_id","action","day");--> statement-breakpoint
CREATE INDEX "credit_usage_actor" ON "credit_usage" USING btree ("workspace_id","actor_id","day");--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_signed" CHECK ("credit_entries"."kind" between 1 and 9 and ("credit_entries"."amount" = 0 or "credit_entries"."kind" = 8 or ("credit_entries"."amount" < 0) = ("credit_entries"."kind" in (1, 2, 5, 9))));--> statement-breakpoint
ALTER TABLE "credit_entries" ADD CONSTRAINT "credit_entries_extra" CHECK ("credit_entries"."extra_amount" between "credit_entries"."amount" and 0 or "credit_entries"."extra_amount" between 0 and "credit_entries"."amount");--> statement-breakpoint
ALTER TABLE "credit_holds" ADD CONSTRAINT "credit_holds_entry" CHECK (("credit_holds"."entry_seq" > 0) = ("credit_holds"."state" = 1));--> statement-breakpoint
ALTER TABLE "credit_lots" ADD CONSTRAINT "credit_lots_taken" CHECK ("credit_lots"."taken_back" + "credit_lots"."shortfall" <= "credit_lots"."granted");--> statement-breakpoint
ALTER TABLE "credit_usage" ADD CONSTRAINT "credit_usage_sane" CHECK ("credit_usage"."credits" >= 0 and "credit_usage"."times" >= 1 and "credit_usage"."units" >= 0);--> statement-breakpoint

-- What was written before cycles were kept: a cycle begins with each allowance. One that a subscription began has its
-- start in the rollup; where nothing was used in it, its entry's instant will do.
INSERT INTO credit_cycles (workspace_id, first_seq, cycle_start, cycle_end, extra_left, frozen)
SELECT e.workspace_id, e.seq, e.cycle_start, coalesce(lead(e.cycle_start) OVER w, a.cycle_end), 0, 0
  FROM (SELECT workspace_id, seq, CASE WHEN subject_kind = 8 THEN at ELSE coalesce(
          (SELECT max(u.cycle_start) FROM credit_usage u WHERE u.workspace_id = credit_entries.workspace_id AND u.cycle_start <= at), at)
          END AS cycle_start
          FROM credit_entries WHERE kind = 3) e
  JOIN credit_accounts a USING (workspace_id)
WINDOW w AS (PARTITION BY e.workspace_id ORDER BY e.seq);
--> statement-breakpoint
UPDATE credit_usage u SET first_seq = s.first_seq, last_seq = s.last_seq
  FROM (SELECT e.workspace_id, c.cycle_start, (e.at AT TIME ZONE a.time_zone)::date AS day, e.action, e.actor_id,
          min(e.seq) AS first_seq, max(e.seq) AS last_seq
          FROM credit_entries e JOIN credit_accounts a USING (workspace_id)
          CROSS JOIN LATERAL (SELECT cycle_start FROM credit_cycles c WHERE c.workspace_id = e.workspace_id
            AND c.first_seq <= e.seq ORDER BY c.first_seq DESC LIMIT 1) c
         WHERE e.kind IN (1, 2) GROUP BY 1, 2, 3, 4, 5) s
 WHERE u.workspace_id = s.workspace_id AND u.cycle_start = s.cycle_start AND u.day = s.day AND u.action = s.action
   AND u.actor_id = s.actor_id;
--> statement-breakpoint

-- R13: a hold settles exactly once, and what it is made of never changes. Checked over the whole statement at once.
CREATE FUNCTION check_hold_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM was WHERE was.state <> 0) THEN
    RAISE EXCEPTION 'a settled hold stays as it is' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM was LEFT JOIN fresh f USING (workspace_id, id)
      WHERE (f.amount, f.from_extra, f.cycle_start, f.actor_id, f.action, f.rate_version, f.input_hash)
        IS DISTINCT FROM (was.amount, was.from_extra, was.cycle_start, was.actor_id, was.action, was.rate_version, was.input_hash)) THEN
    RAISE EXCEPTION 'what a hold is made of never changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER credit_holds_settle_once AFTER UPDATE ON credit_holds REFERENCING OLD TABLE AS was NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_hold_change();
--> statement-breakpoint

-- R13: a hold that was captured has its entry, of just that amount.
CREATE FUNCTION check_hold_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh f WHERE f.state = 1 AND NOT EXISTS (SELECT FROM credit_entries e
      WHERE e.workspace_id = f.workspace_id AND e.seq = f.entry_seq AND e.kind = 2 AND e.amount = -f.captured)) THEN
    RAISE EXCEPTION 'a captured hold has an entry of its amount' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER credit_holds_entry_new AFTER INSERT ON credit_holds REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_hold_entry();
--> statement-breakpoint
CREATE TRIGGER credit_holds_entry_changed AFTER UPDATE ON credit_holds REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_hold_entry();
--> statement-breakpoint
CREATE TRIGGER credit_holds_kept BEFORE DELETE OR TRUNCATE ON credit_holds
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER credit_lots_kept BEFORE DELETE OR TRUNCATE ON credit_lots
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- R35: read in a workspace, written by the ledger alone. What checks found is for operators: no grant at all.
GRANT SELECT ON credit_cycles TO market_web;
--> statement-breakpoint
ALTER TABLE credit_cycles ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON credit_cycles TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
