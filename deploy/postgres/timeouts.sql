-- How long PostgreSQL lets a statement run, a lock be waited for and a transaction stay idle. Poolers refuse these as connection
-- parameters, so the role has them (R41).
alter role market_trak set statement_timeout = '30s';
alter role market_trak set lock_timeout = '10s';
alter role market_trak set idle_in_transaction_session_timeout = '60s';
