CREATE TABLE "campaign_recipients" (
	"workspace_id" integer NOT NULL,
	"campaign_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"contact_id" uuid NOT NULL,
	"email" text,
	"first_name" text DEFAULT '' NOT NULL,
	"last_name" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"try_after" timestamp with time zone,
	"run_id" uuid,
	"answer" text,
	"settled_at" timestamp with time zone,
	"unsubscribed_at" timestamp with time zone,
	CONSTRAINT "campaign_recipients_workspace_id_campaign_id_position_pk" PRIMARY KEY("workspace_id","campaign_id","position"),
	CONSTRAINT "campaign_recipients_status_known" CHECK ("campaign_recipients"."status" in ('waiting', 'sending', 'accepted', 'rejected', 'unsure', 'left-out', 'bounced', 'complained')),
	CONSTRAINT "campaign_recipients_claimed" CHECK ("campaign_recipients"."status" <> 'sending' or "campaign_recipients"."run_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"list_id" uuid,
	"list_name" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"scheduled_at" timestamp with time zone,
	"recipients" integer DEFAULT 0 NOT NULL,
	"quoted_credits" integer,
	"hold_id" uuid,
	"run_id" uuid,
	"failure" text,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "campaigns_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "campaigns_status_known" CHECK ("campaigns"."status" in ('draft', 'scheduled', 'queued', 'running', 'sent', 'stopped', 'refused')),
	CONSTRAINT "campaigns_scheduled" CHECK ("campaigns"."status" <> 'scheduled' or "campaigns"."scheduled_at" is not null),
	CONSTRAINT "campaigns_paid_for" CHECK ("campaigns"."status" not in ('queued', 'running', 'sent') or ("campaigns"."hold_id" is not null and "campaigns"."recipients" > 0))
);
--> statement-breakpoint
CREATE TABLE "contact_imports" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"content" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"rows" integer NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"merged" integer DEFAULT 0 NOT NULL,
	"bad_rows" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "contact_imports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "contact_imports_status_known" CHECK ("contact_imports"."status" in ('open', 'done', 'cancelled')),
	CONSTRAINT "contact_imports_kept" CHECK ("contact_imports"."status" = 'open' or "contact_imports"."content" = ''),
	CONSTRAINT "contact_imports_sane" CHECK ("contact_imports"."rows" >= 0 and "contact_imports"."added" >= 0 and "contact_imports"."merged" >= 0)
);
--> statement-breakpoint
CREATE TABLE "contact_list_members" (
	"workspace_id" integer NOT NULL,
	"list_id" uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	CONSTRAINT "contact_list_members_workspace_id_list_id_contact_id_pk" PRIMARY KEY("workspace_id","list_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "contact_lists" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "contact_lists_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "contact_lists_named" CHECK ("contact_lists"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "contact_suppressions" (
	"workspace_id" integer NOT NULL,
	"email_hash" text NOT NULL,
	"email" text,
	"reason" text NOT NULL,
	"at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"campaign_id" uuid,
	CONSTRAINT "contact_suppressions_workspace_id_email_hash_pk" PRIMARY KEY("workspace_id","email_hash"),
	CONSTRAINT "contact_suppressions_reason_known" CHECK ("contact_suppressions"."reason" in ('unsubscribed', 'bounced', 'complained', 'blocked', 'erased')),
	CONSTRAINT "contact_suppressions_erased" CHECK (("contact_suppressions"."reason" = 'erased') = ("contact_suppressions"."email" is null))
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"first_name" text DEFAULT '' NOT NULL,
	"last_name" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"consent_source" text NOT NULL,
	"consent_at" timestamp with time zone NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "contacts_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "contacts_email_plain" CHECK ("contacts"."email" = lower("contacts"."email") and "contacts"."email" like '_%@_%'),
	CONSTRAINT "contacts_consent_told" CHECK ("contacts"."consent_source" <> '')
);
--> statement-breakpoint
CREATE TABLE "brandings" (
	"workspace_id" integer NOT NULL,
	"agency_name" text NOT NULL,
	"colour" text NOT NULL,
	"reply_to" text NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"website" text DEFAULT '' NOT NULL,
	"postal_address" text DEFAULT '' NOT NULL,
	"changed_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "brandings_workspace_id_pk" PRIMARY KEY("workspace_id"),
	CONSTRAINT "brandings_colour" CHECK ("brandings"."colour" ~ '^#[0-9a-f]{6}$')
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"workspace_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"body" text NOT NULL,
	"created_by" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "templates_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "templates_kind_known" CHECK ("templates"."kind" in ('email', 'social')),
	CONSTRAINT "templates_subject_of_mail" CHECK (("templates"."kind" = 'email') = ("templates"."subject" <> '')),
	CONSTRAINT "templates_whole" CHECK ("templates"."name" <> '' and "templates"."body" <> '')
);
--> statement-breakpoint
ALTER TABLE "campaign_recipients" ADD CONSTRAINT "campaign_recipients_campaign" FOREIGN KEY ("workspace_id","campaign_id") REFERENCES "public"."campaigns"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD CONSTRAINT "contact_imports_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD CONSTRAINT "contact_imports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_list_members" ADD CONSTRAINT "contact_list_members_list" FOREIGN KEY ("workspace_id","list_id") REFERENCES "public"."contact_lists"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_list_members" ADD CONSTRAINT "contact_list_members_of" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contacts"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_lists" ADD CONSTRAINT "contact_lists_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_lists" ADD CONSTRAINT "contact_lists_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_suppressions" ADD CONSTRAINT "contact_suppressions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brandings" ADD CONSTRAINT "brandings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_recipients_contact" ON "campaign_recipients" USING btree ("workspace_id","contact_id");--> statement-breakpoint
CREATE INDEX "campaign_recipients_waiting" ON "campaign_recipients" USING btree ("workspace_id","campaign_id","position") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "campaigns_newest" ON "campaigns" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "campaigns_due" ON "campaigns" USING btree ("scheduled_at") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "contact_imports_newest" ON "contact_imports" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "contact_list_members_contact" ON "contact_list_members" USING btree ("workspace_id","contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_lists_name" ON "contact_lists" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE INDEX "contact_suppressions_newest" ON "contact_suppressions" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "contacts_email" ON "contacts" USING btree ("workspace_id","email");--> statement-breakpoint
CREATE INDEX "contacts_newest" ON "contacts" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "templates_newest" ON "templates" USING btree ("workspace_id","created_at");--> statement-breakpoint

-- R35: contacts, templates and campaigns are their workspace's own.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['contacts','contact_lists','contact_list_members','contact_suppressions','contact_imports','templates','brandings','campaigns','campaign_recipients'] LOOP
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO market_web', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_workspace ON %I TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace())', name);
  END LOOP;
END $$;
--> statement-breakpoint

-- A campaign's recipients change as it is sent; their updates stay in their page.
ALTER TABLE campaign_recipients SET (fillfactor = 70);
