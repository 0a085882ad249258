CREATE TABLE "workspace_brands" (
	"workspace_id" integer PRIMARY KEY NOT NULL,
	"agency_name" text NOT NULL,
	"color" text NOT NULL,
	"logo_file_name" text,
	CONSTRAINT "workspace_brands_color" CHECK ("workspace_brands"."color" ~ '^#[0-9a-f]{6}$')
);
--> statement-breakpoint
CREATE TABLE "report_shares" (
	"workspace_id" integer NOT NULL,
	"token_hash" text NOT NULL,
	"report_id" uuid NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "report_shares_workspace_id_token_hash_pk" PRIMARY KEY("workspace_id","token_hash")
);
--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "area" jsonb;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "area_name" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "given_back_for" text;--> statement-breakpoint
ALTER TABLE "workspace_brands" ADD CONSTRAINT "workspace_brands_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_shares" ADD CONSTRAINT "report_shares_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_shares" ADD CONSTRAINT "report_shares_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_shares" ADD CONSTRAINT "report_shares_report" FOREIGN KEY ("workspace_id","report_id") REFERENCES "public"."reports"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "report_shares_open" ON "report_shares" USING btree ("workspace_id","report_id") WHERE revoked_at is null;--> statement-breakpoint

-- Reports that are there already were all of a zip code; what was not computed for them is said to be not there.
UPDATE reports SET
  area = jsonb_build_object('kind', 'zip', 'zipCode', zip_code),
  area_name = zip_code,
  figures = (figures - 'zipCode') || jsonb_build_object(
    'area', jsonb_build_object('kind', 'zip', 'zipCode', zip_code),
    'areaName', zip_code,
    'quantiles', '[]'::jsonb,
    'trend', null,
    'affordability', null,
    'places', '[]'::jsonb,
    'months', (SELECT coalesce(jsonb_agg(m || '{"adjustedMedianPriceUsd": null}'), '[]') FROM jsonb_array_elements(figures -> 'months') m),
    'notable', (SELECT coalesce(jsonb_agg(n || '{"place": null}'), '[]') FROM jsonb_array_elements(figures -> 'notable') n));
--> statement-breakpoint
ALTER TABLE "reports" ALTER COLUMN "area" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "reports" ALTER COLUMN "area_name" SET NOT NULL;
--> statement-breakpoint

-- R35: shares and brands are their workspace's own. A share is never deleted, only revoked.
GRANT SELECT, INSERT, UPDATE ON report_shares, workspace_brands TO market_web;
--> statement-breakpoint
ALTER TABLE report_shares ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE workspace_brands ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON report_shares TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY own_workspace ON workspace_brands TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
