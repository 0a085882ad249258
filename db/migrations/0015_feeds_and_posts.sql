CREATE TABLE "feed_run_errors" (
	"workspace_id" integer NOT NULL,
	"run_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"source_key" text,
	"reason" text NOT NULL,
	CONSTRAINT "feed_run_errors_workspace_id_run_id_position_pk" PRIMARY KEY("workspace_id","run_id","position")
);
--> statement-breakpoint
CREATE TABLE "feed_runs" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"feed_id" uuid NOT NULL,
	"source" text NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"read_count" integer DEFAULT 0 NOT NULL,
	"new_count" integer DEFAULT 0 NOT NULL,
	"changed_count" integer DEFAULT 0 NOT NULL,
	"error_count" integer DEFAULT 0 NOT NULL,
	"post_count" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "feed_runs_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "feed_runs_status_known" CHECK ("feed_runs"."status" in ('queued', 'running', 'done', 'failed')),
	CONSTRAINT "feed_runs_source_known" CHECK ("feed_runs"."source" in ('push', 'pull', 'upload'))
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"pull_url" text,
	"pull_etag" text,
	"pull_last_modified" text,
	"pull_every_minutes" integer DEFAULT 60 NOT NULL,
	"next_pull_at" timestamp with time zone,
	"pull_failure" text,
	"last_heard_at" timestamp with time zone,
	"paused" boolean DEFAULT false NOT NULL,
	"cap_credits" integer,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "feeds_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "feeds_cap_sane" CHECK ("feeds"."cap_credits" >= 0),
	CONSTRAINT "feeds_pull_sane" CHECK ("feeds"."pull_every_minutes" between 5 and 10080),
	CONSTRAINT "feeds_pull_planned" CHECK ("feeds"."pull_url" is null or "feeds"."next_pull_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "listing_changes" (
	"workspace_id" integer NOT NULL,
	"listing_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"status_before" text NOT NULL,
	"data_before" jsonb NOT NULL,
	"changed_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "listing_changes_workspace_id_listing_id_run_id_pk" PRIMARY KEY("workspace_id","listing_id","run_id")
);
--> statement-breakpoint
CREATE TABLE "listings" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"feed_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"source_key" text NOT NULL,
	"status" text NOT NULL,
	"data" jsonb NOT NULL,
	"data_hash" text NOT NULL,
	"modified_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "listings_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "listings_status_known" CHECK ("listings"."status" in ('current', 'sold', 'leased', 'withdrawn', 'offmarket'))
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"listing_id" uuid,
	"feed_id" uuid,
	"run_id" uuid,
	"title" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"waits_for" text,
	"quoted_credits" integer,
	"request_id" uuid,
	"attempt" smallint DEFAULT 0 NOT NULL,
	"hold_id" uuid,
	"credits" integer,
	"cycle_start" timestamp with time zone,
	"texts" jsonb,
	"model" text,
	"photo_url" text,
	"image_file" text,
	"failure" text,
	"edited_by" integer,
	"edited_at" timestamp with time zone,
	"approved_by" integer,
	"approved_at" timestamp with time zone,
	"scheduled_at" timestamp with time zone,
	"exported_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"made_at" timestamp with time zone,
	CONSTRAINT "posts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "posts_status_known" CHECK ("posts"."status" in ('waiting', 'draft', 'approved', 'scheduled', 'exported', 'dropped')),
	CONSTRAINT "posts_wait_has_reason" CHECK (("posts"."status" = 'waiting') = ("posts"."waits_for" is not null)),
	CONSTRAINT "posts_waits_known" CHECK ("posts"."waits_for" in ('next', 'balance', 'cap', 'paused', 'price', 'failed')),
	CONSTRAINT "posts_listing_whole" CHECK (("posts"."listing_id" is null) = ("posts"."feed_id" is null)),
	CONSTRAINT "posts_made_is_whole" CHECK ("posts"."status" in ('waiting', 'dropped') or ("posts"."texts" is not null and ("posts"."listing_id" is null or "posts"."model" is not null))),
	CONSTRAINT "posts_scheduled_when" CHECK ("posts"."status" <> 'scheduled' or "posts"."scheduled_at" is not null),
	CONSTRAINT "posts_exported_when" CHECK ("posts"."status" <> 'exported' or "posts"."exported_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "feed_run_errors" ADD CONSTRAINT "feed_run_errors_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_run_errors" ADD CONSTRAINT "feed_run_errors_run" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."feed_runs"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_runs" ADD CONSTRAINT "feed_runs_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_runs" ADD CONSTRAINT "feed_runs_feed" FOREIGN KEY ("workspace_id","feed_id") REFERENCES "public"."feeds"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_changes" ADD CONSTRAINT "listing_changes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_changes" ADD CONSTRAINT "listing_changes_listing" FOREIGN KEY ("workspace_id","listing_id") REFERENCES "public"."listings"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_feed" FOREIGN KEY ("workspace_id","feed_id") REFERENCES "public"."feeds"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_edited_by_users_id_fk" FOREIGN KEY ("edited_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_approved_by_users_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_listing_of" FOREIGN KEY ("workspace_id","listing_id") REFERENCES "public"."listings"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_feed" FOREIGN KEY ("workspace_id","feed_id") REFERENCES "public"."feeds"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feed_runs_newest" ON "feed_runs" USING btree ("workspace_id","feed_id","created_at");--> statement-breakpoint
CREATE INDEX "feed_runs_open" ON "feed_runs" USING btree ("created_at") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "feeds_secret" ON "feeds" USING btree ("workspace_id","secret_hash");--> statement-breakpoint
CREATE INDEX "feeds_due" ON "feeds" USING btree ("next_pull_at") WHERE pull_url is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "listings_source" ON "listings" USING btree ("workspace_id","source_key");--> statement-breakpoint
CREATE INDEX "listings_newest" ON "listings" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "posts_listing" ON "posts" USING btree ("workspace_id","listing_id");--> statement-breakpoint
CREATE INDEX "posts_newest" ON "posts" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "posts_planned" ON "posts" USING btree ("workspace_id","scheduled_at") WHERE scheduled_at is not null;--> statement-breakpoint
CREATE INDEX "posts_due" ON "posts" USING btree ("scheduled_at") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "posts_waiting" ON "posts" USING btree ("workspace_id","waits_for","created_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "posts_next" ON "posts" USING btree ("created_at") WHERE waits_for = 'next';--> statement-breakpoint
CREATE INDEX "posts_spent" ON "posts" USING btree ("workspace_id","feed_id","cycle_start") WHERE cycle_start is not null;--> statement-breakpoint

-- R35: feeds, listings and posts are their workspace's own.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['feeds','feed_runs','feed_run_errors','listings','listing_changes','posts'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO market_web', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_workspace ON %I TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace())', name);
  END LOOP;
END $$;
--> statement-breakpoint

-- A post changes as it is made; its updates stay in their page.
ALTER TABLE posts SET (fillfactor = 70);
