CREATE TABLE "credit_caps" (
	"workspace_id" integer NOT NULL,
	"kind" text NOT NULL,
	"subject" integer NOT NULL,
	"most_credits" integer NOT NULL,
	"set_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "credit_caps_workspace_id_kind_subject_pk" PRIMARY KEY("workspace_id","kind","subject"),
	CONSTRAINT "credit_caps_sane" CHECK ("credit_caps"."most_credits" >= 0 and "credit_caps"."kind" in ('member', 'action'))
);
--> statement-breakpoint
ALTER TABLE "credit_caps" ADD CONSTRAINT "credit_caps_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- R35: caps are their workspace's own. Requests read them; an owner's word is written by the product.
GRANT SELECT ON credit_caps TO market_web;
--> statement-breakpoint
ALTER TABLE credit_caps ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON credit_caps TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
