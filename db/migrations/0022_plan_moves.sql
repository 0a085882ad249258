CREATE TABLE "plan_moves" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"from_plan_key" text NOT NULL,
	"to_plan_key" text NOT NULL,
	"status" text DEFAULT 'asked' NOT NULL,
	"requested_by" integer NOT NULL,
	"requested_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"effective_at" timestamp with time zone,
	"refusal" text,
	"failures" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "plan_moves_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "plan_moves_status_known" CHECK ("plan_moves"."status" in ('asked', 'scheduled', 'refused')),
	CONSTRAINT "plan_moves_scheduled" CHECK (("plan_moves"."status" = 'scheduled') = ("plan_moves"."effective_at" is not null)),
	CONSTRAINT "plan_moves_refused" CHECK (("plan_moves"."status" = 'refused') = ("plan_moves"."refusal" is not null)),
	CONSTRAINT "plan_moves_moves" CHECK ("plan_moves"."from_plan_key" <> "plan_moves"."to_plan_key")
);
--> statement-breakpoint
ALTER TABLE "plan_moves" ADD CONSTRAINT "plan_moves_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_moves" ADD CONSTRAINT "plan_moves_from_plan_key_plans_key_fk" FOREIGN KEY ("from_plan_key") REFERENCES "public"."plans"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_moves" ADD CONSTRAINT "plan_moves_to_plan_key_plans_key_fk" FOREIGN KEY ("to_plan_key") REFERENCES "public"."plans"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "plan_moves_asked" ON "plan_moves" USING btree ("workspace_id") WHERE status = 'asked';--> statement-breakpoint
CREATE INDEX "plan_moves_newest" ON "plan_moves" USING btree ("to_plan_key","requested_at");
--> statement-breakpoint
-- R35: moves are their workspace's own. Requests read them, to say what comes; an operator's word is written by the product.
GRANT SELECT ON plan_moves TO market_web;
--> statement-breakpoint
ALTER TABLE plan_moves ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON plan_moves TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
