-- How a member appears to the agency's clients on the reports they share.
CREATE TABLE "agent_cards" (
	"workspace_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"name" text NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"license" text DEFAULT '' NOT NULL,
	"photo_file_name" text,
	CONSTRAINT "agent_cards_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id"),
	CONSTRAINT "agent_cards_named" CHECK ("agent_cards"."name" <> '')
);--> statement-breakpoint
ALTER TABLE "agent_cards" ADD CONSTRAINT "agent_cards_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_cards" ADD CONSTRAINT "agent_cards_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON agent_cards TO market_web;--> statement-breakpoint
ALTER TABLE agent_cards ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_workspace ON agent_cards TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
