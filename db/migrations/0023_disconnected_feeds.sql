DROP INDEX "feeds_due";--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "disconnected_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "let_go_by" integer;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_let_go_by_users_id_fk" FOREIGN KEY ("let_go_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "feeds_due" ON "feeds" USING btree ("next_pull_at") WHERE pull_url is not null and disconnected_at is null;