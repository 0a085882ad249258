CREATE SEQUENCE "public"."service_actors" INCREMENT BY -1 MINVALUE -2147483647 MAXVALUE -1 START WITH -1 CACHE 1;--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"user_id" integer NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_user_id_code_hash_pk" PRIMARY KEY("user_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "user_factors" (
	"user_id" integer PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	CONSTRAINT "user_factors_counts" CHECK ("user_factors"."failures" >= 0 and "user_factors"."last_step" >= 0)
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "kind" text DEFAULT 'personal' NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "service_actor" integer;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "auth_sessions" ADD COLUMN "signed_in_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "auth_sessions" ADD COLUMN "factor_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_user_factors_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user_factors"("user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_factors" ADD CONSTRAINT "user_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_keys_service_actor" ON "api_keys" USING btree ("service_actor");--> statement-breakpoint
CREATE INDEX "auth_sessions_expiry" ON "auth_sessions" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_kind_known" CHECK ("api_keys"."kind" in ('personal', 'service'));--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_service_actor_set" CHECK (("api_keys"."kind" = 'service') = ("api_keys"."service_actor" is not null) and coalesce("api_keys"."service_actor", -1) < 0);--> statement-breakpoint
-- Sessions from before these limits: at most a week unused, at most 30 days in all. Nobody counts as recently signed in.
UPDATE auth_sessions SET signed_in_at = created_at,
  expires_at = least(expires_at, now() + interval '7 days', created_at + interval '30 days');
