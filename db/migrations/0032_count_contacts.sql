-- R3, R35, R53: a request that stores contacts counts them in the same transaction, which a distributed database only allows
-- without changing the role in between. Requests of a workspace can count upward, and do nothing else to its counters.
CREATE FUNCTION limit_counters_by_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'market_web' THEN
    IF TG_OP = 'INSERT' AND (NEW.used <> 0 OR NEW.reserved <> 0) THEN
      RAISE EXCEPTION 'a request can only add an empty counter';
    ELSIF TG_OP = 'UPDATE' AND (NEW.used < OLD.used OR NEW.reserved <> OLD.reserved) THEN
      RAISE EXCEPTION 'a request can only count upward';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER limit_counters_by_request BEFORE INSERT OR UPDATE ON limit_counters
  FOR EACH ROW EXECUTE FUNCTION limit_counters_by_request();
--> statement-breakpoint
GRANT INSERT, UPDATE (used, reserved) ON limit_counters TO market_web;
