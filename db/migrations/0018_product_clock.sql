-- R53: the product's clock without a table. A function that reads a table can't run inside a query on a shard, and a
-- VOLATILE one can't be used in a distributed UPDATE or DELETE. The time is that of the statement, so a statement that
-- runs after a lock was acquired gets the time after it; now() would be the start of the transaction.
CREATE OR REPLACE FUNCTION market_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS
  $$SELECT date_trunc('milliseconds', statement_timestamp())$$;
--> statement-breakpoint

-- The demo's offset is part of the function. Replacing it reaches every open connection with the next statement, also
-- through a pooler, and prepared statements are planned again.
CREATE FUNCTION set_product_clock() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE skipped bigint := CASE WHEN TG_OP = 'DELETE' THEN 0 ELSE NEW.offset_seconds END;
BEGIN
  PERFORM pg_advisory_xact_lock(7316018);
  EXECUTE format('CREATE OR REPLACE FUNCTION public.market_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS %L',
    format('SELECT date_trunc(''milliseconds'', statement_timestamp() + %s * interval ''1 second'')', skipped));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER time_machine_sets_clock AFTER INSERT OR UPDATE OR DELETE ON time_machine
  FOR EACH ROW EXECUTE FUNCTION set_product_clock();
--> statement-breakpoint
-- A demo whose clock is already ahead.
UPDATE time_machine SET offset_seconds = offset_seconds;
