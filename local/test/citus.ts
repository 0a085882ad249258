import postgres from 'postgres'
import { distribute } from '@/db/distribute/distribute'
import { databaseSettings } from '@/db/distribute/plan'
import { isSharded } from '@/db/distribute/sharding'
import { prepareJobQueue } from '@/lib/jobs/queue'

/**
 * TEST_DATABASE_URL can be the database of a Citus coordinator (R53). Each test file gets a copy of it, made on every node:
 * a copy of the files has the same shards, and the coordinator's copy has the metadata that finds them there.
 */

/** Few shards: each copy has all of them, and tests need workspaces on different nodes, not many of them. */
const SHARDS = 4

const open = (url: string) => postgres(url, { max: 1, onnotice: () => {} })

/** The URLs of all nodes' databases, the coordinator first; null if the server is one PostgreSQL. */
export async function prepareCitusTemplate(url: string): Promise<string[] | null> {
  const sql = open(url)
  try {
    if (!(await isSharded(sql))) return null
    await prepareJobQueue(url, true)
    await distribute(sql, { shards: SHARDS })
    const workers = await sql<{ host: string; port: number }[]>`
      select nodename as host, nodeport as port from pg_dist_node where isactive and groupid <> 0 order by nodeid`
    return [url, ...workers.map(({ host, port }) => at(url, { host, port }))]
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function at(url: string, { host, port }: { host: string; port: number }): string {
  const node = new URL(url)
  node.hostname = host
  node.port = String(port)
  return node.href
}

const nameOf = (url: string) => new URL(url).pathname.slice(1)

function adminOf(url: string): string {
  const admin = new URL(url)
  admin.pathname = '/postgres'
  return admin.href
}

async function onEach(
  nodes: readonly string[],
  work: (sql: postgres.Sql) => Promise<unknown>,
): Promise<void> {
  await Promise.all(
    nodes.map(async (node) => {
      const sql = open(adminOf(node))
      try {
        await work(sql)
      } finally {
        await sql.end({ timeout: 5 })
      }
    }),
  )
}

/** Citus keeps connections to a database that it knows, and a database in use can't be copied. */
export async function allowConnections(nodes: readonly string[], allowed: boolean): Promise<void> {
  const [template = ''] = nodes.map(nameOf)
  await onEach(nodes, async (sql) => {
    await sql.unsafe(`alter database "${template}" allow_connections ${allowed}`)
    if (!allowed)
      await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = ${template}`
  })
}

/** Copies the database on every node. */
export async function copyOnEachNode(nodes: readonly string[], name: string): Promise<void> {
  const [template = ''] = nodes.map(nameOf)
  await onEach(nodes, async (sql) => {
    await sql.unsafe(`create database ${name} template "${template}"`)
    // These belong to a database's name, and are not copied.
    for (const setting of databaseSettings(name)) await sql.unsafe(setting)
  })
}

const MAX_TRIES = 8
const OBJECT_IN_USE = '55006'

/** Each database with the extension has a background process on every node, so copies are dropped. */
export async function dropOnEachNode(nodes: readonly string[], name: string): Promise<void> {
  await onEach(nodes, (sql) => drop(sql, name))
}

/** Citus's background process may have just started again, and connections take a while to end on a busy machine. */
async function drop(sql: postgres.Sql, name: string, tries = 1): Promise<void> {
  try {
    await sql.unsafe(`drop database if exists ${name} with (force)`)
  } catch (error) {
    const inUse = error instanceof postgres.PostgresError && error.code === OBJECT_IN_USE
    if (!inUse || tries >= MAX_TRIES) throw error
    await drop(sql, name, tries + 1)
  }
}
