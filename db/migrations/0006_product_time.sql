ALTER TABLE "audit_events" ALTER COLUMN "at" SET DEFAULT market_now();--> statement-breakpoint
ALTER TABLE "purchases" ALTER COLUMN "created_at" SET DEFAULT market_now();--> statement-breakpoint
ALTER TABLE "webhook_events" ALTER COLUMN "received_at" SET DEFAULT market_now();--> statement-breakpoint
ALTER TABLE "rate_cards" ALTER COLUMN "created_at" SET DEFAULT market_now();--> statement-breakpoint
ALTER TABLE "members" ALTER COLUMN "joined_at" SET DEFAULT market_now();--> statement-breakpoint
ALTER TABLE "workspaces" ALTER COLUMN "created_at" SET DEFAULT market_now();--> statement-breakpoint
ALTER TABLE "reports" ALTER COLUMN "created_at" SET DEFAULT market_now();--> statement-breakpoint
ALTER TABLE "valuation_models" ALTER COLUMN "trained_at" SET DEFAULT market_now();--> statement-breakpoint
ALTER TABLE "valuations" ALTER COLUMN "created_at" SET DEFAULT market_now();