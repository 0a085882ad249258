CREATE TABLE "use_slots" (
	"key" text PRIMARY KEY NOT NULL,
	"holders" jsonb NOT NULL,
	"expire" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspace_files" (
	"workspace_id" integer NOT NULL,
	"name" text NOT NULL,
	"bytes" integer NOT NULL,
	"stored_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "workspace_files_workspace_id_name_pk" PRIMARY KEY("workspace_id","name"),
	CONSTRAINT "workspace_files_sized" CHECK ("workspace_files"."bytes" > 0)
);
--> statement-breakpoint
CREATE TABLE "workspace_storage" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "workspace_storage_never_negative" CHECK ("workspace_storage"."bytes" >= 0)
);
--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "images_fair_use" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "edits_fair_use" integer DEFAULT 60 NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "valuations_fair_use" integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "posts_fair_use" integer DEFAULT 200 NOT NULL;--> statement-breakpoint
ALTER TABLE "workspace_files" ADD CONSTRAINT "workspace_files_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_storage" ADD CONSTRAINT "workspace_storage_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "use_slots_expire" ON "use_slots" USING btree ("expire");--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_fair_use_sane" CHECK ("plans"."images_fair_use" >= 0 and "plans"."edits_fair_use" >= 0 and "plans"."valuations_fair_use" >= 0 and "plans"."posts_fair_use" >= 0);--> statement-breakpoint

-- R42: written at every connection and worth nothing once the process is gone.
ALTER TABLE use_slots SET UNLOGGED;
--> statement-breakpoint

-- R35, R42: requests see what their workspace stores; only the file store itself writes it.
GRANT SELECT ON workspace_files, workspace_storage TO market_web;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['workspace_files','workspace_storage'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_workspace ON %I TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace())', name);
  END LOOP;
END $$;
--> statement-breakpoint

-- R3: fair use of the limits plans that exist, in proportion to their price.
UPDATE plans SET images_fair_use = 150, edits_fair_use = 300, valuations_fair_use = 100, posts_fair_use = 1000
WHERE mode = 'limits' AND family = 'agency';
