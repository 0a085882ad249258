import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addressOf } from './access/discover'

const ROOT = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')

/** Routes answer with data or a file, never with a page that the router could show. */
const routes = globSync('app/**/route.ts', { cwd: ROOT }).map((file) => ({
  pattern: new RegExp(
    `^${addressOf(file)
      .replace(/[.]/g, '\\.')
      .replace(/\[[^\]]+\]/g, '[^/]+')}/?$`,
  ),
  isDownload: /fileHeaders|reportPdfResponse|attachment\(/.test(read(file)),
}))

type Use = { file: string; tag: string; address: string; source: string }

/** Every `href` in the source whose address can be read there, with the tag that it is on. */
function hrefs(file: string): Use[] {
  const source = read(file)
  return [...source.matchAll(/\shref=(?:"([^"]+)"|\{\s*[`'"]([^`'"]+)[`'"]\s*\})/g)].map((match) => {
    const tags = [...source.slice(0, match.index).matchAll(/<([A-Za-z][\w.]*)(?=[\s>]|$)/g)]
    const address = (match[1] ?? match[2] ?? '').replace(/\$\{[^}]*\}/g, 'x').replace(/[?#].*$/, '')
    return { file, tag: tags.at(-1)?.[1] ?? '', address, source }
  })
}

const uses = globSync('{app,components}/**/*.tsx', { cwd: ROOT })
  .filter((file) => !file.includes('.test.'))
  .flatMap(hrefs)
const routeAt = (address: string) => routes.find(({ pattern }) => pattern.test(address))

test('the check reads the links of the product', () => {
  expect(uses.length).toBeGreaterThan(100)
  expect(routes.filter(({ isDownload }) => isDownload).length).toBeGreaterThanOrEqual(6)
  const downloads = uses.filter(({ address }) => routeAt(address)?.isDownload)
  expect(downloads.map(({ address }) => address)).toEqual(
    expect.arrayContaining(['/api/reports/x/pdf', '/shared/reports/x/pdf', '/api/posts/x/export']),
  )
})

test('R13: no router link points at a route, so that none takes a file for a page', () => {
  const wrong = uses.filter(
    ({ tag, address }) => /Link$/.test(tag) && tag !== 'DownloadLink' && routeAt(address),
  )
  expect(wrong.map(({ file, tag, address }) => `${file}: <${tag} href="${address}">`)).toEqual([])
})

test('R13: every link to a file is a DownloadLink', () => {
  const wrong = uses.filter(({ tag, address }) => tag !== 'DownloadLink' && routeAt(address)?.isDownload)
  expect(wrong.map(({ file, tag, address }) => `${file}: <${tag} href="${address}">`)).toEqual([])
})

test('R13: nothing but DownloadLink saves a link as a file', () => {
  const wrong = globSync('{app,components}/**/*.tsx', { cwd: ROOT })
    .filter((file) => !/download-link\.(test\.)?tsx$/.test(file))
    .filter((file) => /<a\b[^>]*\sdownload(?=[\s=/>])/.test(read(file)))
  expect(wrong).toEqual([])
})

test('R13: the router is never sent to a route by code', () => {
  const sent = /\b(?:router\.(?:push|replace|prefetch)|redirectTo:)\s*\(?\s*[`'"]([^`'"]+)[`'"]/g
  const wrong = globSync('{app,components}/**/*.{ts,tsx}', { cwd: ROOT }).flatMap((file) =>
    [...read(file).matchAll(sent)]
      .map((match) => (match[1] ?? '').replace(/\$\{[^}]*\}/g, 'x').replace(/[?#].*$/, ''))
      .filter(routeAt)
      .map((address) => `${file}: ${address}`),
  )
  expect(wrong).toEqual([])
})
