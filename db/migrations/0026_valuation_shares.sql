-- Links that open one valuation to anyone who has them, as report_shares does for reports.
CREATE TABLE "valuation_shares" (
	"workspace_id" integer NOT NULL,
	"token_hash" text NOT NULL,
	"request_id" uuid NOT NULL,
	"valuation_id" uuid NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "valuation_shares_workspace_id_token_hash_pk" PRIMARY KEY("workspace_id","token_hash")
);
--> statement-breakpoint
ALTER TABLE "valuation_shares" ADD CONSTRAINT "valuation_shares_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "valuation_shares" ADD CONSTRAINT "valuation_shares_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "valuation_shares" ADD CONSTRAINT "valuation_shares_valuation" FOREIGN KEY ("workspace_id","valuation_id") REFERENCES "public"."valuations"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "valuation_shares_open" ON "valuation_shares" USING btree ("workspace_id","valuation_id") WHERE revoked_at is null;
--> statement-breakpoint
-- R35: a share is revoked, and not deleted by a request.
GRANT SELECT, INSERT, UPDATE ON valuation_shares TO market_web;
--> statement-breakpoint
ALTER TABLE valuation_shares ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON valuation_shares TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
