-- What is under way was counted before its subject was written down: reports and campaigns settle theirs themselves.
ALTER TABLE "limit_reservations" ADD COLUMN "subject_kind" smallint DEFAULT 0 NOT NULL;
--> statement-breakpoint
UPDATE limit_reservations SET subject_kind = CASE metric WHEN 'reports' THEN 1 WHEN 'emails' THEN 5 ELSE 0 END WHERE state = 'open';
