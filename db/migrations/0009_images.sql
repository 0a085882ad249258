CREATE TABLE "ai_calls" (
	"workspace_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"called_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"subject_kind" smallint NOT NULL,
	"subject_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"outcome" text NOT NULL,
	"input_tokens" integer,
	"output_tokens" integer,
	"images" smallint DEFAULT 0 NOT NULL,
	"duration_ms" integer NOT NULL,
	"cost_micro_usd" bigint,
	CONSTRAINT "ai_calls_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "image_photos" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"width_pixels" integer NOT NULL,
	"height_pixels" integer NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "image_photos_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "images" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"root_id" uuid NOT NULL,
	"parent_id" uuid,
	"action" text NOT NULL,
	"brief" jsonb NOT NULL,
	"title" text NOT NULL,
	"instruction" text,
	"photo_id" uuid,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress_percent" smallint DEFAULT 0 NOT NULL,
	"hold_id" uuid NOT NULL,
	"file_name" text,
	"model" text,
	"failure" text,
	"given_back_for" text,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "images_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "images_status_known" CHECK ("images"."status" in ('queued', 'running', 'ready', 'failed', 'cancelled')),
	CONSTRAINT "images_action_known" CHECK ("images"."action" in ('image.generate', 'image.regenerate', 'image.edit')),
	CONSTRAINT "images_ready_is_whole" CHECK ("images"."status" <> 'ready' or ("images"."file_name" is not null and "images"."model" is not null)),
	CONSTRAINT "images_lineage" CHECK (("images"."action" = 'image.generate') = ("images"."parent_id" is null)),
	CONSTRAINT "images_edit_is_told" CHECK (("images"."action" = 'image.edit') = ("images"."instruction" is not null))
);
--> statement-breakpoint
ALTER TABLE "ai_calls" ADD CONSTRAINT "ai_calls_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image_photos" ADD CONSTRAINT "image_photos_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image_photos" ADD CONSTRAINT "image_photos_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_parent" FOREIGN KEY ("workspace_id","parent_id") REFERENCES "public"."images"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_photo" FOREIGN KEY ("workspace_id","photo_id") REFERENCES "public"."image_photos"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ai_calls_subject" ON "ai_calls" USING btree ("workspace_id","subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "images_newest" ON "images" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "images_versions" ON "images" USING btree ("workspace_id","root_id");--> statement-breakpoint

-- R35: images and photos are their workspace's own. What models were asked is written by jobs; requests only read it.
GRANT SELECT, INSERT, UPDATE, DELETE ON images, image_photos TO market_web;
--> statement-breakpoint
GRANT SELECT ON ai_calls TO market_web;
--> statement-breakpoint
ALTER TABLE images ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE image_photos ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE ai_calls ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON images TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY own_workspace ON image_photos TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY own_workspace ON ai_calls TO market_web USING (workspace_id = current_workspace());
