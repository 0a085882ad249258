CREATE TABLE "listing_photos" (
	"workspace_id" integer NOT NULL,
	"url_hash" text NOT NULL,
	"file_name" text,
	"asked_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "listing_photos_workspace_id_url_hash_pk" PRIMARY KEY("workspace_id","url_hash")
);
--> statement-breakpoint
ALTER TABLE "listing_photos" ADD CONSTRAINT "listing_photos_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- R35: a copy is its workspace's own.
GRANT SELECT, INSERT, UPDATE ON listing_photos TO market_web;
--> statement-breakpoint
ALTER TABLE listing_photos ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON listing_photos TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
