import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type postgres from 'postgres'
import type { Account } from './account'
import type { PostgresHome } from './home'

/**
 * A base backup with PostgreSQL's low-level API, and a restore to a point in time from it and the archived log: what
 * `pg_basebackup` and a hosting provider do, for servers whose package brings neither (docs/backup.md).
 */

const own = (account: Account, path: string) => {
  if (account) chownSync(path, account.uid, account.gid)
}

/** Statements that make a server copy each finished piece of its log to a folder. They take effect at its next start. */
export function archiveSettings({ account }: PostgresHome, folder: string): string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  own(account, folder)
  return [
    "alter system set archive_mode = 'on'",
    `alter system set archive_command = 'test ! -f "${folder}/%f" && cp "%p" "${folder}/%f"'`,
  ]
}

/** What belongs to the running server, and must not be in a copy. Its folders stay, empty. */
const NOT_COPIED = [
  'postmaster.pid',
  'postmaster.opts',
  'pg_wal',
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_stat_tmp',
]

/** Copies the data folder of a running server to `target`, while it is used. The connection must not be pooled. */
export async function takeBaseBackup(
  sql: postgres.ReservedSql,
  { cluster, account }: PostgresHome,
  target: string,
): Promise<void> {
  await sql`select pg_backup_start('market-trak', true)`
  mkdirSync(target, { recursive: true, mode: 0o700 })
  // Files that disappear while they are copied are restored from the log, so that message is not a failure.
  const { stderr } = spawnSync('cp', ['-a', `${cluster}/.`, target], { encoding: 'utf8' })
  const failed = stderr.split('\n').filter((line) => line && !line.includes('No such file or directory'))
  if (failed.length > 0) throw new Error(`the copy failed:\n${failed.join('\n')}`)
  for (const name of NOT_COPIED) rmSync(join(target, name), { recursive: true, force: true })
  const [stopped] = await sql<{ label: string }[]>`select labelfile as label from pg_backup_stop(true)`
  if (!stopped) throw new Error('the backup did not end')
  writeFileSync(join(target, 'backup_label'), stopped.label)
  for (const name of [
    'pg_wal',
    'pg_wal/archive_status',
    'pg_dynshmem',
    'pg_notify',
    'pg_replslot',
    'pg_stat_tmp',
  ]) {
    mkdirSync(join(target, name), { recursive: true, mode: 0o700 })
    own(account, join(target, name))
  }
  own(account, join(target, 'backup_label'))
  own(account, target)
}

type Restore = { backup: string; archive: string; until: string }

/** Puts a backup into an empty data folder. At its start, the server applies the log up to `until` and opens for writing. */
export function restoreInto({ cluster, account }: PostgresHome, { backup, archive, until }: Restore): void {
  const { status, stderr } = spawnSync('cp', ['-a', backup, cluster], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the backup could not be copied: ${stderr}`)
  chmodSync(cluster, 0o700)
  own(account, cluster)
  const settings = {
    archive_mode: 'off',
    restore_command: `cp "${archive}/%f" "%p"`,
    recovery_target_time: until,
    recovery_target_action: 'promote',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  appendFileSync(join(cluster, 'postgresql.auto.conf'), `\n${lines.join('\n')}\n`)
  writeFileSync(join(cluster, 'recovery.signal'), '')
  own(account, join(cluster, 'recovery.signal'))
}
