ALTER TABLE "campaigns" ADD COLUMN "confirmed_by" integer;--> statement-breakpoint
ALTER TABLE "feed_runs" ADD COLUMN "uploaded_by" integer;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "trial_used_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "trial_workspace_id" integer;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_runs" ADD CONSTRAINT "feed_runs_uploaded_by_users_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_exports" ON "audit_events" USING btree ("at") WHERE verb like 'export.%';--> statement-breakpoint
-- R4: whoever opened a workspace, or owns one now, has used their trial.
UPDATE users u SET trial_used_at = had.at, trial_workspace_id = had.workspace_id
FROM (
  SELECT DISTINCT ON (user_id) user_id, workspace_id, at FROM (
    SELECT actor_id AS user_id, workspace_id, at FROM audit_events WHERE verb = 'workspace.opened'
    UNION ALL
    SELECT user_id, workspace_id, joined_at FROM members WHERE role = 'owner'
  ) opened ORDER BY user_id, at, workspace_id
) had
WHERE had.user_id = u.id;--> statement-breakpoint
UPDATE campaigns c SET confirmed_by = coalesce((
  SELECT u.id FROM audit_events a JOIN users u ON u.id = a.actor_id
  WHERE a.workspace_id = c.workspace_id AND a.verb = 'campaign.schedule' AND a.detail ->> 'id' = c.id::text
  ORDER BY a.at DESC LIMIT 1), c.created_by)
WHERE c.status = 'scheduled';--> statement-breakpoint
-- R35: what members left behind who were removed, or lost the role for it, before removing someone ended it.
UPDATE invitations i SET revoked_at = market_now()
WHERE i.used_at IS NULL AND i.revoked_at IS NULL AND NOT EXISTS (
  SELECT FROM members m
  WHERE m.workspace_id = i.workspace_id AND m.user_id = i.invited_by AND m.role IN ('owner', 'admin'));--> statement-breakpoint
UPDATE api_keys k SET revoked_at = market_now(), revoked_by = k.created_by
WHERE k.revoked_at IS NULL AND NOT EXISTS (
  SELECT FROM members m
  WHERE m.workspace_id = k.workspace_id AND m.user_id = k.created_by AND m.role IN ('owner', 'admin'));--> statement-breakpoint
UPDATE campaigns c SET status = 'refused', scheduled_at = NULL,
  failure = 'The member who scheduled this campaign is no longer in the workspace.'
WHERE c.status = 'scheduled' AND NOT EXISTS (
  SELECT FROM members m WHERE m.workspace_id = c.workspace_id AND m.user_id = c.confirmed_by);--> statement-breakpoint
UPDATE posts p SET status = 'draft', scheduled_at = NULL, approved_by = NULL, approved_at = NULL,
  failure = 'The member who approved this post can no longer approve posts. Review it, then schedule it again.'
WHERE p.status = 'scheduled' AND p.approved_by IS NOT NULL AND NOT EXISTS (
  SELECT FROM members m
  WHERE m.workspace_id = p.workspace_id AND m.user_id = p.approved_by AND m.role IN ('owner', 'admin'));--> statement-breakpoint
UPDATE feeds f SET created_by = heir.user_id
FROM (
  SELECT DISTINCT ON (workspace_id) workspace_id, user_id FROM members
  WHERE role = 'owner' ORDER BY workspace_id, joined_at, user_id
) heir
WHERE heir.workspace_id = f.workspace_id AND NOT EXISTS (
  SELECT FROM members m WHERE m.workspace_id = f.workspace_id AND m.user_id = f.created_by);
