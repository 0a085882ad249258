CREATE TABLE "job_starts" (
	"queue" text NOT NULL,
	"key" text NOT NULL,
	"starts" integer NOT NULL,
	"started_at" timestamp with time zone DEFAULT market_now() NOT NULL,
	CONSTRAINT "job_starts_queue_key_pk" PRIMARY KEY("queue","key")
);
