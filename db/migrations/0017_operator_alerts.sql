-- R52: which alerts operators got, so that each episode is sent once.
CREATE TABLE "operator_alerts" (
	"kind" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"count" integer NOT NULL,
	"detail" text NOT NULL,
	"newest" bigint NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"emailed_at" timestamp (3) with time zone,
	"posted_at" timestamp (3) with time zone,
	CONSTRAINT "operator_alerts_kind_known" CHECK ("operator_alerts"."kind" in ('billing-findings', 'ledger-differences', 'ledger-check-unfinished', 'dead-events', 'failed-jobs', 'stuck-jobs', 'blocked-sender', 'unclear-reports')),
	CONSTRAINT "operator_alerts_state_known" CHECK ("operator_alerts"."state" in ('open', 'recovered')),
	CONSTRAINT "operator_alerts_count" CHECK ("operator_alerts"."count" >= 0 and ("operator_alerts"."state" = 'recovered' or "operator_alerts"."count" > 0)),
	CONSTRAINT "operator_alerts_short" CHECK (length("operator_alerts"."detail") <= 1000)
);
