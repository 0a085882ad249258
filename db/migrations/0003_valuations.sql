CREATE TABLE "valuation_models" (
	"trained_until" date PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"artefact" "bytea" NOT NULL,
	"trained_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "valuations" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"label" text NOT NULL,
	"zip_code" text NOT NULL,
	"home" jsonb NOT NULL,
	"valued_on" date NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress_percent" smallint DEFAULT 0 NOT NULL,
	"hold_id" uuid NOT NULL,
	"estimate_usd" integer,
	"low_usd" integer,
	"high_usd" integer,
	"confidence" text,
	"grounds" jsonb,
	"failure" text,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "valuations_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "valuations_status_known" CHECK ("valuations"."status" in ('queued', 'running', 'ready', 'declined', 'failed', 'cancelled')),
	CONSTRAINT "valuations_confidence_known" CHECK ("valuations"."confidence" in ('high', 'fair', 'low')),
	CONSTRAINT "valuations_ready_is_whole" CHECK ("valuations"."status" <> 'ready' or ("valuations"."estimate_usd" is not null and "valuations"."low_usd" is not null and "valuations"."high_usd" is not null and "valuations"."confidence" is not null and "valuations"."grounds" is not null)),
	CONSTRAINT "valuations_range_holds_estimate" CHECK ("valuations"."low_usd" > 0 and "valuations"."low_usd" <= "valuations"."estimate_usd" and "valuations"."estimate_usd" <= "valuations"."high_usd")
);
--> statement-breakpoint
ALTER TABLE "valuations" ADD CONSTRAINT "valuations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "valuations" ADD CONSTRAINT "valuations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "valuations_newest" ON "valuations" USING btree ("workspace_id","created_at");--> statement-breakpoint

-- R35: a valuation is its workspace's own. Models are the product's: requests only read what they say, through jobs.
GRANT SELECT, INSERT, UPDATE, DELETE ON valuations TO market_web;
--> statement-breakpoint
ALTER TABLE valuations ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON valuations TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
