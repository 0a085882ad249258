CREATE TABLE "webhook_attempts" (
	"event_id" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "webhook_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT market_now() NOT NULL,
	"status" text NOT NULL,
	"error" text,
	CONSTRAINT "webhook_attempts_event_id_id_pk" PRIMARY KEY("event_id","id"),
	CONSTRAINT "webhook_attempts_status_known" CHECK ("webhook_attempts"."status" in ('applied', 'ignored', 'failed', 'dead')),
	CONSTRAINT "webhook_attempts_error" CHECK (("webhook_attempts"."status" in ('failed', 'dead')) = ("webhook_attempts"."error" is not null))
);
--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_event_id_webhook_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."webhook_events"("id") ON DELETE cascade ON UPDATE no action;