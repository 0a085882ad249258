CREATE TABLE "post_deliveries" (
	"workspace_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"post_id" uuid NOT NULL,
	"target_id" uuid NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"answer" text,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "post_deliveries_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "post_deliveries_status_known" CHECK ("post_deliveries"."status" in ('waiting', 'delivered', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "post_targets" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"secret_version" integer DEFAULT 1 NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "post_targets_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "post_targets_whole" CHECK ("post_targets"."name" <> '' and "post_targets"."url" like 'https://%'),
	CONSTRAINT "post_targets_secret" CHECK ("post_targets"."secret_version" > 0)
);
--> statement-breakpoint
ALTER TABLE "post_deliveries" ADD CONSTRAINT "post_deliveries_post" FOREIGN KEY ("workspace_id","post_id") REFERENCES "public"."posts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_deliveries" ADD CONSTRAINT "post_deliveries_target" FOREIGN KEY ("workspace_id","target_id") REFERENCES "public"."post_targets"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_targets" ADD CONSTRAINT "post_targets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_targets" ADD CONSTRAINT "post_targets_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "post_deliveries_once" ON "post_deliveries" USING btree ("workspace_id","post_id","target_id");--> statement-breakpoint
CREATE INDEX "post_deliveries_waiting" ON "post_deliveries" USING btree ("created_at") WHERE status = 'waiting';--> statement-breakpoint

-- R35: targets and what was sent to them are their workspace's own.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['post_targets','post_deliveries'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO market_web', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_workspace ON %I TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace())', name);
  END LOOP;
END $$;
