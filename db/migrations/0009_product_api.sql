-- Scopes per product. Work that a service key confirms is paid under the key's own (negative) number, which is no user.
ALTER TABLE "api_keys" DROP CONSTRAINT "api_keys_scopes_known";--> statement-breakpoint
ALTER TABLE "campaigns" DROP CONSTRAINT "campaigns_confirmed_by_users_id_fk";
--> statement-breakpoint
ALTER TABLE "posts" DROP CONSTRAINT "posts_asked_by_users_id_fk";
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_scopes_known" CHECK (cardinality("api_keys"."scopes") > 0 and "api_keys"."scopes" <@ array['credits.read', 'credits.spend', 'reports.read', 'reports.write', 'valuations.read', 'valuations.write', 'images.read', 'images.write', 'feeds.read', 'feeds.write', 'campaigns.read', 'campaigns.write', 'contacts.read', 'contacts.write', 'templates.read', 'calendar.read']);
