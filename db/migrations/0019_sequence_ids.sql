-- R53: Citus distributes a table whose numbers come from a sequence, but not one with an integer identity column. Each
-- sequence goes on where the identity was.
DO $$
DECLARE name text; next_id bigint;
BEGIN
  FOREACH name IN ARRAY ARRAY['workspaces', 'users', 'sales', 'own_sales'] LOOP
    next_id := nextval(pg_get_serial_sequence(name, 'id'));
    EXECUTE format('ALTER TABLE %I ALTER COLUMN id DROP IDENTITY', name);
    EXECUTE format('CREATE SEQUENCE %I AS integer OWNED BY %I.id', name || '_id_seq', name);
    PERFORM setval((name || '_id_seq')::regclass, next_id, false);
    EXECUTE format('ALTER TABLE %I ALTER COLUMN id SET DEFAULT nextval(%L)', name, name || '_id_seq');
  END LOOP;
END $$;
--> statement-breakpoint
-- R51: requests import an agency's own sales. An identity column needed no grant of its own.
GRANT USAGE ON SEQUENCE own_sales_id_seq TO market_web;
