-- Entries are only ever added, each workspace's at its own end: the tenth that a B-tree leaves free for what comes
-- between would stay empty for ever. Two bytes an entry (`npm run bench -- --only disk`).
ALTER INDEX "credit_entries_workspace_id_seq_pk" SET (fillfactor = 100);
