/**
 * The guards whose functions name a table, in the form that also works on a shard (R53). There a trigger's table is
 * `credit_entries_102008`, and the rows it may read are in shards with the same number: Citus puts all rows of a workspace
 * together. On one PostgreSQL, the functions of db/migrations stay as they are; `db:distribute` replaces them.
 */

const SIBLING = `
CREATE OR REPLACE FUNCTION sibling_table(name text, workspace int, trigger_table text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF trigger_table !~ '_[0-9]+$' THEN RETURN name; END IF;
  RETURN name || '_' || get_shard_id_for_distribution_column(name::regclass, workspace);
END $$`

const ENTRY_CHAIN = `
CREATE OR REPLACE FUNCTION check_entry_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken record;
BEGIN
  EXECUTE format('SELECT f.workspace_id, f.seq
    FROM fresh f LEFT JOIN %I b ON b.workspace_id = f.workspace_id AND b.seq = f.seq - 1
   WHERE (f.seq = 1 AND f.balance_after <> f.amount)
      OR (f.seq > 1 AND (b.seq IS NULL OR b.balance_after + f.amount <> f.balance_after))
   LIMIT 1', TG_TABLE_NAME) INTO broken;
  IF broken.seq IS NOT NULL THEN
    RAISE EXCEPTION 'entry % of workspace % does not follow from the previous one', broken.seq, broken.workspace_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$`

const HOLD_ENTRY = `
CREATE OR REPLACE FUNCTION check_hold_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE captured int; is_missing boolean;
BEGIN
  SELECT f.workspace_id INTO captured FROM fresh f WHERE f.state = 1 LIMIT 1;
  IF captured IS NULL THEN RETURN NULL; END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM fresh f WHERE f.state = 1 AND NOT EXISTS (SELECT FROM %I e
      WHERE e.workspace_id = f.workspace_id AND e.seq = f.entry_seq AND e.kind = 2 AND e.amount = -f.captured))',
    sibling_table('credit_entries', captured, TG_TABLE_NAME)) INTO is_missing;
  IF is_missing THEN
    RAISE EXCEPTION 'a captured hold has an entry of its amount' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$`

const CHANGED_REQUEST = `
CREATE OR REPLACE FUNCTION refuse_changed_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME ~ '^operator_adjustments' THEN
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
END $$`

const FORMER_MEMBER = `
CREATE OR REPLACE FUNCTION note_former_member() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE former text := sibling_table('former_members', OLD.workspace_id, TG_TABLE_NAME);
BEGIN
  EXECUTE format('DELETE FROM %I WHERE left_at < market_now() - interval ''31 days''', former);
  EXECUTE format('INSERT INTO %I (workspace_id, user_id, left_at) VALUES ($1, $2, market_now())
    ON CONFLICT (workspace_id, user_id) DO UPDATE SET left_at = excluded.left_at', former)
    USING OLD.workspace_id, OLD.user_id;
  RETURN NULL;
END $$`

const RETENTION_DELETE = `
CREATE OR REPLACE FUNCTION check_retention_delete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE workspace int; is_early boolean; early int[]; gone int[];
BEGIN
  IF TG_TABLE_NAME ~ '_[0-9]+$' THEN
    SELECT was.workspace_id INTO workspace FROM was LIMIT 1;
    EXECUTE format('SELECT EXISTS (SELECT FROM was WHERE was.at >= market_now() - interval ''7 years'' AND NOT EXISTS (
        SELECT FROM %I w WHERE w.id = was.workspace_id AND w.deleted_at <= market_now() - interval ''30 days''))',
      sibling_table('workspaces', workspace, TG_TABLE_NAME)) INTO is_early;
  ELSE
    -- A table of the coordinator: the workspaces are elsewhere.
    SELECT array_agg(DISTINCT coalesce(was.workspace_id, 0)) INTO early FROM was WHERE was.at >= market_now() - interval '7 years';
    SELECT array_agg(w.id) INTO gone FROM workspaces w
      WHERE w.id = ANY (early) AND w.deleted_at <= market_now() - interval '30 days';
    is_early := NOT coalesce(early, '{}') <@ coalesce(gone, '{}');
  END IF;
  IF is_early THEN
    RAISE EXCEPTION 'DELETE on % is refused: its rows are kept for seven years', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$`

/** In this order: the others use the first. */
export const SHARD_GUARDS: readonly string[] = [
  SIBLING,
  ENTRY_CHAIN,
  HOLD_ENTRY,
  CHANGED_REQUEST,
  FORMER_MEMBER,
  RETENTION_DELETE,
].map((statement) => statement.trim())
