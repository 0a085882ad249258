-- R43: the address of a listing without differences in spelling, to recognize a relisting under a new id.
CREATE FUNCTION listing_address_key(data jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  select case when data ->> 'street' ~ '\d' then
    btrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(data ->> 'street'), '\m(street|str)\M', 'st', 'g'), '\m(avenue|av)\M', 'ave', 'g'), '\m(road)\M', 'rd', 'g'), '\m(drive|drv)\M', 'dr', 'g'), '\m(court)\M', 'ct', 'g'), '\m(crescent|cres)\M', 'cr', 'g'), '\m(place)\M', 'pl', 'g'), '\m(lane)\M', 'ln', 'g'), '\m(boulevard|bvd)\M', 'blvd', 'g'), '\m(parade)\M', 'pde', 'g'), '\m(terrace|terr|ter)\M', 'tce', 'g'), '\m(highway)\M', 'hwy', 'g'), '\m(parkway|pky)\M', 'pkwy', 'g'), '\m(close)\M', 'cl', 'g'), '\m(square)\M', 'sq', 'g'), '\m(circle)\M', 'cir', 'g'), '\m(north)\M', 'n', 'g'), '\m(south)\M', 's', 'g'), '\m(east)\M', 'e', 'g'), '\m(west)\M', 'w', 'g'), '\m(unit|apartment|apt|suite|ste|flat|no)\M', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
    || '|' || lower(coalesce(data ->> 'suburb', '')) || '|' || lower(coalesce(data ->> 'postcode', ''))
    || '|' || coalesce(data ->> 'offer', '')
  end
$$;
--> statement-breakpoint
ALTER TABLE "posts" DROP CONSTRAINT "posts_waits_known";--> statement-breakpoint
ALTER TABLE "feed_runs" ADD COLUMN "missing_ids" jsonb;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "full_files" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "labeled" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "labels_altered_photos" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "feed_runs_missing" ON "feed_runs" USING btree ("workspace_id","feed_id") WHERE missing_ids is not null;--> statement-breakpoint
CREATE INDEX "listings_source_any_case" ON "listings" USING btree ("workspace_id",upper(source_key));--> statement-breakpoint
CREATE INDEX "listings_address" ON "listings" USING btree ("workspace_id",listing_address_key(data));--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_waits_known" CHECK ("posts"."waits_for" in ('next', 'balance', 'cap', 'paused', 'price', 'failed', 'relisted', 'wording'));
