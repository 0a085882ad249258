DROP INDEX "contacts_newest";--> statement-breakpoint
CREATE INDEX "contacts_newest" ON "contacts" USING btree ("workspace_id","created_at","id");--> statement-breakpoint
CREATE INDEX "feed_runs_page" ON "feed_runs" USING btree ("workspace_id","created_at","id");--> statement-breakpoint
CREATE INDEX "listings_changed" ON "listings" USING btree ("workspace_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "webhook_events_newest" ON "webhook_events" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "webhook_events_unapplied" ON "webhook_events" USING btree ("received_at","id") WHERE status in ('received', 'failed', 'dead');
