import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  schema: './db/schema/index.ts',
  out: './db/migrations',
  // `db:generate` compares files and needs no database; `npm run db:studio` says which one.
  dbCredentials: { url: process.env.DATABASE_URL ?? '' },
})
