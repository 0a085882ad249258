ALTER TABLE "credit_caps" RENAME TO "spending_limits";--> statement-breakpoint
ALTER TABLE "spending_limits" RENAME CONSTRAINT "credit_caps_workspace_id_kind_subject_pk" TO "spending_limits_workspace_id_kind_subject_pk";--> statement-breakpoint
ALTER TABLE "spending_limits" RENAME CONSTRAINT "credit_caps_workspace_id_workspaces_id_fk" TO "spending_limits_workspace_id_workspaces_id_fk";--> statement-breakpoint
ALTER TABLE "spending_limits" RENAME CONSTRAINT "credit_caps_sane" TO "spending_limits_sane";--> statement-breakpoint
CREATE TABLE "spending_limit_requests" (
	"workspace_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"requested_by" integer NOT NULL,
	"kind" text NOT NULL,
	"subject" integer NOT NULL,
	"requested_credits" integer,
	"reason" text,
	"requested_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"outcome" text,
	"decided_by" integer,
	"decided_at" timestamp with time zone,
	CONSTRAINT "spending_limit_requests_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "spending_limit_requests_sane" CHECK ("spending_limit_requests"."kind" in ('member', 'action') and "spending_limit_requests"."requested_credits" between 1 and 1000000 and length("spending_limit_requests"."reason") between 1 and 300),
	CONSTRAINT "spending_limit_requests_decided" CHECK (("spending_limit_requests"."outcome" is null) = ("spending_limit_requests"."decided_at" is null) and ("spending_limit_requests"."outcome" is null) = ("spending_limit_requests"."decided_by" is null) and "spending_limit_requests"."outcome" in ('raised', 'lowered', 'removed', 'left'))
);
--> statement-breakpoint
ALTER TABLE "spending_limit_requests" ADD CONSTRAINT "spending_limit_requests_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spending_limit_requests" ADD CONSTRAINT "spending_limit_requests_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spending_limit_requests" ADD CONSTRAINT "spending_limit_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "spending_limit_requests_open" ON "spending_limit_requests" USING btree ("workspace_id","kind","subject","requested_by") WHERE "spending_limit_requests"."outcome" is null;--> statement-breakpoint
-- R35: requests belong to their workspace. The web reads them; they are written where members are locked.
GRANT SELECT ON spending_limit_requests TO market_web;
--> statement-breakpoint
ALTER TABLE spending_limit_requests ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_workspace ON spending_limit_requests TO market_web USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
-- Requests used to be read back out of the audit log. Those still open move over: the limit exists, it has not changed
-- since, and whoever asked is still a member. Of several by one member for one limit, the newest counts.
INSERT INTO spending_limit_requests (workspace_id, requested_by, kind, subject, requested_at)
SELECT DISTINCT ON (l.workspace_id, m.user_id, l.kind, l.subject) l.workspace_id, m.user_id, l.kind, l.subject, asked.at
FROM audit_events asked
JOIN members m ON m.workspace_id = asked.workspace_id AND m.user_id = asked.actor_id
JOIN spending_limits l ON l.workspace_id = asked.workspace_id
  AND l.kind = asked.detail ->> 'kind' AND l.subject::text = asked.detail ->> 'subject'
WHERE asked.verb = 'cap.asked' AND NOT EXISTS (
  SELECT FROM audit_events answer
  WHERE answer.workspace_id = asked.workspace_id AND answer.verb = 'cap.set' AND answer.at >= asked.at
    AND answer.detail ->> 'kind' = asked.detail ->> 'kind'
    AND answer.detail ->> 'subject' = asked.detail ->> 'subject')
ORDER BY l.workspace_id, m.user_id, l.kind, l.subject, asked.at DESC;
