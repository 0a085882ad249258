-- The database as second checker: what the code promises about credits, a trigger or a policy promises too.

-- The product's clock. In production it is the server's; the demo's time machine moves it by an offset.
CREATE TABLE time_machine (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), offset_seconds bigint NOT NULL DEFAULT 0);
--> statement-breakpoint
CREATE FUNCTION market_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT date_trunc('milliseconds', clock_timestamp() + make_interval(secs => coalesce((SELECT offset_seconds FROM time_machine), 0)))
$$;
--> statement-breakpoint

-- R10: entries are append-only. Statement-level, so a refused statement costs nothing on the way in.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: the ledger is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER credit_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER credit_notes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON credit_notes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- R10: numbered without a gap, and each balance is the one before it plus the amount. Checked over the whole
-- statement at once: a check per row would double the cost of an entry.
CREATE FUNCTION check_entry_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken record;
BEGIN
  SELECT f.workspace_id, f.seq INTO broken
    FROM fresh f LEFT JOIN credit_entries b ON b.workspace_id = f.workspace_id AND b.seq = f.seq - 1
   WHERE (f.seq = 1 AND f.balance_after <> f.amount)
      OR (f.seq > 1 AND (b.seq IS NULL OR b.balance_after + f.amount <> f.balance_after))
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'entry % of workspace % does not follow from the one before it', broken.seq, broken.workspace_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER credit_entries_chain AFTER INSERT ON credit_entries REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION check_entry_chain();
--> statement-breakpoint

-- Updates of the balance and the rollup stay in their page.
ALTER TABLE credit_accounts SET (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE credit_usage SET (fillfactor = 50);
--> statement-breakpoint

-- R35: a request works as market_web with its workspace set; a forgotten "where" then shows nothing.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'market_web') THEN CREATE ROLE market_web NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this server was just migrated
END $$;
--> statement-breakpoint
DO $$ BEGIN EXECUTE format('GRANT market_web TO %I', current_user); END $$;
--> statement-breakpoint
CREATE FUNCTION current_workspace() RETURNS int LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('app.workspace_id', true), '')::int
$$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO market_web;
--> statement-breakpoint
GRANT SELECT ON rate_cards, rate_card_prices, plans, packs, sales, users, time_machine TO market_web;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  -- Read by requests, written only by the ledger and by billing.
  FOREACH name IN ARRAY ARRAY['credit_accounts','credit_entries','credit_notes','credit_holds','credit_lots','credit_usage','subscriptions','members','limit_counters','limit_reservations'] LOOP
    EXECUTE format('GRANT SELECT ON %I TO market_web', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['purchases','reports'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO market_web', name);
  END LOOP;
  GRANT SELECT, INSERT ON audit_events TO market_web;
  FOREACH name IN ARRAY ARRAY['credit_accounts','credit_entries','credit_notes','credit_holds','credit_lots','credit_usage','subscriptions','members','limit_counters','limit_reservations','purchases','reports','audit_events'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_workspace ON %I TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace())', name);
  END LOOP;
  GRANT SELECT, UPDATE ON workspaces TO market_web;
  ALTER TABLE workspaces ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_workspace ON workspaces TO market_web USING (id = current_workspace()) WITH CHECK (id = current_workspace());
END $$;
