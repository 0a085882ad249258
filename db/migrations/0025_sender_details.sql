-- One name and colour of an agency: those of its brand. Where it has none yet, its mails' become it.
INSERT INTO workspace_brands (workspace_id, agency_name, color)
SELECT workspace_id, agency_name, colour FROM brandings ON CONFLICT (workspace_id) DO NOTHING;
--> statement-breakpoint
ALTER TABLE "brandings" RENAME TO "sender_details";--> statement-breakpoint
ALTER TABLE "sender_details" DROP CONSTRAINT "brandings_colour";--> statement-breakpoint
ALTER TABLE "sender_details" DROP CONSTRAINT "brandings_workspace_id_workspaces_id_fk";
--> statement-breakpoint
ALTER TABLE "sender_details" DROP CONSTRAINT "brandings_workspace_id_pk";--> statement-breakpoint
ALTER TABLE "sender_details" ADD CONSTRAINT "sender_details_workspace_id_pk" PRIMARY KEY("workspace_id");--> statement-breakpoint
ALTER TABLE "sender_details" ADD CONSTRAINT "sender_details_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sender_details" DROP COLUMN "agency_name";--> statement-breakpoint
ALTER TABLE "sender_details" DROP COLUMN "colour";
