-- The database as second checker: what the code promises about credits, a trigger or a policy promises too. What
-- drizzle-kit cannot write from db/schema is here; a later table brings its own guards in its own migration.

-- R10: entries and events are append-only. Triggers are per statement where they can be: a refused statement then costs
-- nothing on the way in, and a checked one is checked as a whole.
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
CREATE TRIGGER operator_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON operator_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- Holds and lots change, but none is ever deleted.
CREATE TRIGGER credit_holds_kept BEFORE DELETE OR TRUNCATE ON credit_holds
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER credit_lots_kept BEFORE DELETE OR TRUNCATE ON credit_lots
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER credit_lot_changes_kept BEFORE DELETE OR TRUNCATE ON credit_lot_changes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint

-- R10: entries are numbered without a gap, and each balance is the one before it plus the amount. Checked over the whole
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

-- R13: a hold settles exactly once, and what it is made of never changes.
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

-- R13: a hold that was captured has an entry of exactly that amount.
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

-- R36: whoever leaves a workspace is remembered for 30 days, whichever way they leave; older rows are deleted here.
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

-- How rows are stored. Updates of a balance, a sum, a recipient or a post stay in their page.
ALTER TABLE credit_accounts SET (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE credit_usage SET (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE campaign_recipients SET (fillfactor = 70);
--> statement-breakpoint
ALTER TABLE posts SET (fillfactor = 70);
--> statement-breakpoint

-- Entries are only ever added, each workspace's at its own end, so the tenth that a B-tree leaves free would stay empty:
-- two bytes an entry (`npm run bench -- --only disk`).
ALTER INDEX "credit_entries_workspace_id_seq_pk" SET (fillfactor = 100);
--> statement-breakpoint

-- R42: written with every request, and worth nothing once the server has crashed.
ALTER TABLE rate_limits SET UNLOGGED;
--> statement-breakpoint
ALTER TABLE use_slots SET UNLOGGED;
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

-- The same for every workspace.
GRANT SELECT ON
  packs, plans, rate_card_prices, rate_cards,
  sales,
  time_machine,
  users
TO market_web;
--> statement-breakpoint

-- Read by requests; written by the ledger, by billing, and by verbs and jobs that work as the product.
GRANT SELECT ON
  credit_accounts, credit_caps, credit_cycles, credit_entries, credit_holds, credit_lot_changes, credit_lots, credit_notes, credit_usage,
  limit_counters, limit_reservations,
  former_customers, plan_moves, subscriptions,
  api_keys, invitations, members,
  ai_calls,
  workspace_files, workspace_storage
TO market_web;
--> statement-breakpoint

-- A workspace's own work.
GRANT SELECT, INSERT, UPDATE, DELETE ON
  purchases,
  reports, valuations,
  images, image_photos,
  contact_imports, contact_list_members, contact_lists, contact_suppressions, contacts,
  campaign_recipients, campaigns, sender_details, templates,
  feed_run_errors, feed_runs, feeds, listing_changes, listings,
  post_deliveries, post_targets, posts,
  notification_preferences
TO market_web;
--> statement-breakpoint

-- Kept: a share is revoked, and none of these is deleted by a request.
GRANT SELECT, INSERT, UPDATE ON
  billing_contacts,
  listing_photos,
  report_shares,
  workspace_brands
TO market_web;
--> statement-breakpoint

-- A person marks their notifications as read; the product writes them.
GRANT SELECT, UPDATE ON notifications TO market_web;
--> statement-breakpoint

-- R36: the audit log only grows.
GRANT SELECT, INSERT ON audit_events TO market_web;
--> statement-breakpoint

GRANT SELECT, UPDATE ON workspaces TO market_web;
--> statement-breakpoint

-- R35: of every table with a workspace_id a request sees and writes the rows of its own workspace. The last line of the
-- list has no grant: the policies are there in case somebody grants it.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'credit_accounts', 'credit_caps', 'credit_cycles', 'credit_entries', 'credit_holds', 'credit_lot_changes', 'credit_lots',
    'credit_notes', 'credit_usage', 'limit_counters', 'limit_reservations',
    'billing_contacts', 'former_customers', 'plan_moves', 'purchases', 'subscriptions',
    'api_keys', 'audit_events', 'invitations', 'members', 'notification_preferences', 'notifications',
    'reports', 'report_shares', 'valuations', 'images', 'image_photos',
    'contact_imports', 'contact_list_members', 'contact_lists', 'contact_suppressions', 'contacts',
    'campaign_recipients', 'campaigns', 'sender_details', 'templates',
    'feed_run_errors', 'feed_runs', 'feeds', 'listing_changes', 'listing_photos', 'listings',
    'post_deliveries', 'post_targets', 'posts',
    'workspace_brands', 'workspace_files', 'workspace_storage',
    'former_members', 'operator_adjustments', 'watches'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_workspace ON %I TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace())', name);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE ai_calls ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON ai_calls TO market_web USING (workspace_id = current_workspace());
--> statement-breakpoint
ALTER TABLE workspaces ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON workspaces TO market_web USING (id = current_workspace()) WITH CHECK (id = current_workspace());
