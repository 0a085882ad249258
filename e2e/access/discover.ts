import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
const METHODS = /\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/g

/** The URL pattern of a file: `/campaigns/[id]` for `app/(workspace)/campaigns/[id]/page.tsx`. */
export function addressOf(file: string): string {
  const folders = file.split('/').slice(1, -1)
  return `/${folders.filter((name) => !/^\(.*\)$/.test(name)).join('/')}`
}

/** `**` skips folders like .well-known, so they get an extra pattern. */
const files = (pattern: string) =>
  globSync([pattern, pattern.replace('/**/', '/**/.*/**/')], { cwd: ROOT })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted()
const sourceOf = (file: string) => readFileSync(join(ROOT, file), 'utf8')

/** URL patterns of all pages. */
export const foundPages = (): string[] => files('app/**/page.{tsx,ts,jsx,js,mdx}').map(addressOf)

/** Every method of every route, as `GET /api/live`. */
export function foundRoutes(): string[] {
  return files('app/**/route.{ts,tsx,js}').flatMap((file) => {
    const exported = sourceOf(file).match(
      /^export (?:(?:async )?function \w+|const (?:\w+|\{[^}]*\})|\{[^}]*\})/gm,
    )
    const methods = new Set((exported ?? []).flatMap((text) => text.match(METHODS) ?? []))
    return [...methods].map((method) => `${method} ${addressOf(file)}`)
  })
}

/** All server actions as `file name`: exports of `'use server'` files and inline `'use server'` functions. */
export function foundActions(): string[] {
  return files('{app,components,lib}/**/*.{ts,tsx}').flatMap((file) => {
    const source = sourceOf(file)
    if (!/['"]use server['"]/.test(source)) return []
    return namesOf(source).map((name) => `${file} ${name}`)
  })
}

function namesOf(source: string): string[] {
  const whole = /^\s*['"]use server['"]/.test(source)
  const pattern = whole
    ? /^export (?:async function|function|const) (\w+)/gm
    : /(?:function (\w+)\(|const (\w+) = async \()[^)]*\)[^{;]*\{\s*['"]use server['"]/g
  return [...source.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '')
}
