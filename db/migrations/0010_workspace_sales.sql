CREATE TABLE "own_sales" (
	"workspace_id" integer NOT NULL,
	"set_id" uuid NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "own_sales_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"sale_key" text NOT NULL,
	"parcel" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"sold_on" date NOT NULL,
	"price" integer NOT NULL,
	"living_area" double precision NOT NULL,
	"lot_area" double precision,
	"bedrooms" smallint,
	"bathrooms" double precision,
	"floors" double precision,
	"year_built" smallint,
	"area" text NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	CONSTRAINT "own_sales_workspace_id_set_id_id_pk" PRIMARY KEY("workspace_id","set_id","id"),
	CONSTRAINT "own_sales_sane" CHECK ("own_sales"."price" > 0 and "own_sales"."living_area" > 0),
	CONSTRAINT "own_sales_placed" CHECK (("own_sales"."latitude" is null) = ("own_sales"."longitude" is null))
);
--> statement-breakpoint
CREATE TABLE "sale_imports" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"format" text NOT NULL,
	"content" "bytea",
	"mapping" jsonb,
	"set_id" uuid,
	"status" text DEFAULT 'draft' NOT NULL,
	"rows" integer NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"refused_rows" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"failure" text,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "sale_imports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "sale_imports_status_known" CHECK ("sale_imports"."status" in ('draft', 'queued', 'done', 'failed', 'cancelled')),
	CONSTRAINT "sale_imports_format_known" CHECK ("sale_imports"."format" in ('csv', 'reso')),
	CONSTRAINT "sale_imports_kept" CHECK (("sale_imports"."status" in ('draft', 'queued')) = ("sale_imports"."content" is not null)),
	CONSTRAINT "sale_imports_mapped" CHECK ("sale_imports"."status" in ('draft', 'cancelled') or ("sale_imports"."mapping" is not null and "sale_imports"."set_id" is not null)),
	CONSTRAINT "sale_imports_adds_up" CHECK ("sale_imports"."status" <> 'done' or "sale_imports"."rows" = "sale_imports"."added" + "sale_imports"."unchanged" + "sale_imports"."refused")
);
--> statement-breakpoint
CREATE TABLE "sale_set_models" (
	"workspace_id" integer NOT NULL,
	"set_id" uuid NOT NULL,
	"trained_until" date NOT NULL,
	"fingerprint" text NOT NULL,
	"artefact" "bytea" NOT NULL,
	"trained_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "sale_set_models_workspace_id_set_id_trained_until_pk" PRIMARY KEY("workspace_id","set_id","trained_until")
);
--> statement-breakpoint
CREATE TABLE "sale_sets" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"currency" text NOT NULL,
	"area_unit" text NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"model_status" text DEFAULT 'none' NOT NULL,
	"model_note" text,
	"model_revision" integer,
	"median_error_percent" double precision,
	"tested_month" date,
	"tested_sales" integer,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "sale_sets_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "sale_sets_unit_known" CHECK ("sale_sets"."area_unit" in ('sqft', 'm2')),
	CONSTRAINT "sale_sets_model_known" CHECK ("sale_sets"."model_status" in ('none', 'queued', 'ready', 'declined', 'failed')),
	CONSTRAINT "sale_sets_whole" CHECK (length("sale_sets"."name") between 1 and 60 and "sale_sets"."currency" ~ '^[a-z]{3}$'),
	CONSTRAINT "sale_sets_tested" CHECK ("sale_sets"."model_status" <> 'ready' or ("sale_sets"."median_error_percent" is not null and "sale_sets"."tested_month" is not null and "sale_sets"."tested_sales" > 0))
);
--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "sale_set_id" uuid;--> statement-breakpoint
ALTER TABLE "valuations" ADD COLUMN "sale_set_id" uuid;--> statement-breakpoint
ALTER TABLE "own_sales" ADD CONSTRAINT "own_sales_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_sales" ADD CONSTRAINT "own_sales_set" FOREIGN KEY ("workspace_id","set_id") REFERENCES "public"."sale_sets"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_imports" ADD CONSTRAINT "sale_imports_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_imports" ADD CONSTRAINT "sale_imports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_imports" ADD CONSTRAINT "sale_imports_set" FOREIGN KEY ("workspace_id","set_id") REFERENCES "public"."sale_sets"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_set_models" ADD CONSTRAINT "sale_set_models_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_set_models" ADD CONSTRAINT "sale_set_models_set" FOREIGN KEY ("workspace_id","set_id") REFERENCES "public"."sale_sets"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_sets" ADD CONSTRAINT "sale_sets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sale_sets" ADD CONSTRAINT "sale_sets_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "own_sales_once" ON "own_sales" USING btree ("workspace_id","set_id","sale_key");--> statement-breakpoint
CREATE INDEX "own_sales_area" ON "own_sales" USING btree ("workspace_id","set_id","area","sold_on");--> statement-breakpoint
CREATE INDEX "sale_imports_newest" ON "sale_imports" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sale_sets_name" ON "sale_sets" USING btree ("workspace_id",lower("name"));
--> statement-breakpoint
-- R35: recorded sales belong to their workspace. Models are written by jobs of the workspace, like everything else here.
GRANT SELECT, INSERT, UPDATE, DELETE ON sale_sets, own_sales, sale_imports, sale_set_models TO market_web;
--> statement-breakpoint
ALTER TABLE sale_sets ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON sale_sets TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
ALTER TABLE own_sales ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON own_sales TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
ALTER TABLE sale_imports ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON sale_imports TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
ALTER TABLE sale_set_models ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON sale_set_models TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
