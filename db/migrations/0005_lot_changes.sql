CREATE TABLE "credit_lot_changes" (
	"workspace_id" integer NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"taken_back" integer NOT NULL,
	"frozen" integer NOT NULL,
	"former_end" timestamp (3) with time zone,
	CONSTRAINT "credit_lot_changes_workspace_id_seq_at_pk" PRIMARY KEY("workspace_id","seq","at"),
	CONSTRAINT "credit_lot_changes_sane" CHECK ("credit_lot_changes"."taken_back" >= 0)
);
--> statement-breakpoint
ALTER TABLE "credit_cycles" DROP CONSTRAINT "credit_cycles_sane";--> statement-breakpoint
ALTER TABLE "credit_cycles" ADD COLUMN "held_extra" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit_lot_changes" ADD CONSTRAINT "credit_lot_changes_lot" FOREIGN KEY ("workspace_id","seq") REFERENCES "public"."credit_lots"("workspace_id","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credit_cycles" ADD CONSTRAINT "credit_cycles_sane" CHECK ("credit_cycles"."first_seq" >= 1 and "credit_cycles"."cycle_end" > "credit_cycles"."cycle_start" and "credit_cycles"."extra_left" >= 0 and "credit_cycles"."frozen" >= 0 and "credit_cycles"."held_extra" >= 0);--> statement-breakpoint

UPDATE credit_cycles c SET held_extra = coalesce((SELECT sum(h.from_extra) FROM credit_holds h
  WHERE h.workspace_id = c.workspace_id AND h.cycle_start < c.cycle_start
    AND (h.settled_at IS NULL OR h.settled_at >= c.cycle_start)), 0);
--> statement-breakpoint

-- What was taken back before this was kept is in the entries; when credits were set aside is not recorded anywhere.
INSERT INTO credit_lot_changes (workspace_id, seq, at, taken_back, frozen)
SELECT l.workspace_id, l.seq, e.at, sum(-e.amount), 0
  FROM credit_lots l JOIN credit_entries e USING (workspace_id, subject_kind, subject_id)
 WHERE l.taken_back > 0 AND e.kind = 9 AND e.amount < 0 GROUP BY l.workspace_id, l.seq, e.at;
--> statement-breakpoint
INSERT INTO credit_lot_changes (workspace_id, seq, at, taken_back, frozen)
SELECT workspace_id, seq, market_now(), 0, frozen FROM credit_lots WHERE frozen > 0
ON CONFLICT (workspace_id, seq, at) DO UPDATE SET frozen = excluded.frozen;
--> statement-breakpoint
CREATE TRIGGER credit_lot_changes_kept BEFORE DELETE OR TRUNCATE ON credit_lot_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- R35: read in a workspace, written by the ledger alone.
GRANT SELECT ON credit_lot_changes TO market_web;
--> statement-breakpoint
ALTER TABLE credit_lot_changes ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON credit_lot_changes TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
