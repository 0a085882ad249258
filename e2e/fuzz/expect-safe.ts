import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Outcome } from '../access/request'
import { product } from '../support/product'
import { ELSEWHERE, MARKUP } from './hostile'

const ROOT = join(import.meta.dirname, '../..')

/** Internal details that must not leak: stack traces, queries, file names and database errors. */
const INTERNALS: readonly RegExp[] = [
  /\n\s+at .+:\d+:\d+/,
  /\b(?:PostgresError|DrizzleQueryError|DrizzleError|ZodError|TypeError|RangeError|SyntaxError):/,
  /Failed query|syntax error at or near|violates \S+ constraint|out of range for type|invalid byte sequence/,
  /(?:insert into|delete from|update|select .{0,80} from) "[a-z_]+"/i,
  /node_modules|\.next(?:-e2e)?\/server|\/\.data\//,
  /ECONNREFUSED|ENOENT|EACCES/,
]

type Where = 'page' | 'console' | 'data'

export function expectSafe({ status, code, body, location }: Outcome, where: Where = 'data'): void {
  expect(status, 'no server error').toBeLessThan(500)
  expect(code, 'no unknown error').not.toBe('unknown')
  expect(body.includes(ROOT), 'no local path').toBe(false)
  if (where !== 'console')
    for (const pattern of INTERNALS) expect(pattern.exec(body)?.[0] ?? '', 'no internal details').toBe('')
  if (where !== 'data') expect(body.includes(MARKUP), 'no unescaped markup').toBe(false)
  if (location) {
    const { origin, host } = new URL(location, product().url)
    expect(host).not.toContain(ELSEWHERE)
    expect(['http:', 'https:']).toContain(new URL(origin).protocol)
  }
}

/** Whether the request was refused, so nothing may have changed. */
export const isRefused = ({ status, code, location }: Outcome): boolean =>
  status >= 400 || code !== '' || /\/sign-in/.test(location)
