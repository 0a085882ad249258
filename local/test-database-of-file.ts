import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'

/**
 * Vitest's setup for a database test: a database of its own for each file, copied from the migrated one. What is the
 * same for every workspace (rate card, catalogue, clock) can then be changed by one file without the others noticing.
 */
const template = new URL(inject('databaseUrl'))
const admin = new URL(template)
admin.pathname = '/postgres'
const name = `test_${randomUUID().replaceAll('-', '')}`

const sql = postgres(admin.href, { max: 1, onnotice: () => {} })
try {
  await sql.unsafe(`create database ${name} template ${template.pathname.slice(1)}`)
} finally {
  await sql.end({ timeout: 5 })
}

const own = new URL(template)
own.pathname = `/${name}`
process.env.DATABASE_URL = own.href
