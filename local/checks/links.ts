import { posix } from 'node:path'
import { docsOf, type Tree } from './tree'

/**
 * Checks that everything the docs refer to exists: relative links with anchors, paths, and npm scripts. A path is checked in
 * code spans (`lib/credits/decide/draft.ts`, `draft.ts: addEntry`), or anywhere if it starts with a folder of the repository. It can
 * be complete, relative to the page, or the end of a path; `*` matches part of a name. Names after a colon must occur in the
 * file.
 */
export function checkLinks(tree: Tree, scripts: readonly string[]): string[] {
  const problems: string[] = []
  for (const [page, text] of docsOf(tree)) {
    const missing = [
      ...linksIn(text).flatMap((link) => linkProblem(tree, page, link)),
      ...pathsIn(tree, text)
        .filter((path) => matchingPaths(tree, page, path).length === 0)
        .map((path) => `there is no ${path}`),
      ...[...text.matchAll(CODE)].flatMap(([, code = '']) => namesMissing(tree, page, code)),
      ...[...text.matchAll(/\bnpm run ([\w:-]+)/g)]
        .filter(([, script = '']) => !scripts.includes(script))
        .map(([, script]) => `there is no npm script ${script}`),
    ]
    problems.push(...new Set(missing.map((problem) => `${page}: ${problem}`)))
  }
  return problems
}

const CODE_BLOCK = /^```[\s\S]*?^```/gm
const CODE = /`([^`\n]+)`/g

function linksIn(text: string): string[] {
  const prose = text.replace(CODE_BLOCK, '').replace(CODE, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
}

function linkProblem({ paths, texts }: Tree, page: string, link: string): string[] {
  const [file = '', anchor] = link.split('#')
  const target = file ? posix.join(posix.dirname(page), file).replace(/\/$/, '') : page
  if (!paths.has(target)) return [`the link ${link} leads nowhere`]
  if (anchor === undefined) return []
  return anchorsOf(texts.get(target) ?? '').has(anchor)
    ? []
    : [`the link ${link} names no heading of ${target}`]
}

/** Anchors that GitHub generates for headings. */
function anchorsOf(text: string): Set<string> {
  const headings = text.replace(CODE_BLOCK, '').matchAll(/^#{1,6} (.+)$/gm)
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

const SOURCE_NAME = /^[\w@()[\]{}.*-]+(\/[\w@()[\]{}.*-]+)*\.(ts|tsx|mjs|md|sql|json|yml)$/

function pathsIn({ paths }: Tree, text: string): string[] {
  const folders = [...paths].filter(
    (path) => !path.includes('/') && !path.includes('.') && text.includes(`${path}/`),
  )
  const inCode = [...text.matchAll(CODE)]
    .map(([, code = '']) => code.replace(/: [\w, ]+$/, ''))
    .filter((code) => SOURCE_NAME.test(code) || folders.some((folder) => isPathUnder(folder, code)))
  // Also in prose and code blocks, where outdated paths are easily missed.
  const anywhere = folders.flatMap((folder) =>
    [
      ...text
        .replace(/\]\([^)]*\)/g, '')
        .matchAll(new RegExp(`(?<![\\w./@-])${folder}/[\\w@()[\\].*/-]+`, 'g')),
    ].map(([path]) => path.replace(/[.)\]]+$/, (end) => (isClosed(path, end) ? end : ''))),
  )
  return [...inCode, ...anywhere].map((path) => path.replace(/\/$/, ''))
}

const isPathUnder = (folder: string, code: string) => code.startsWith(`${folder}/`) && !/\s/.test(code)

/** A closing bracket belongs to the path, as in `(workspace)` and `[id]`, only if the path also opens it. */
const isClosed = (path: string, end: string) =>
  (end === ')' && path.includes('(')) || (end === ']' && path.includes('['))

/** For `plan.ts: draft, decide`: the names missing from every file the path can refer to. */
function namesMissing(tree: Tree, page: string, code: string): string[] {
  const [, path, names] = /^(\S+\.(?:ts|tsx|mjs)): ([\w, ]+)$/.exec(code) ?? []
  if (!path || !names) return []
  const files = matchingPaths(tree, page, path).map((file) => tree.texts.get(file) ?? '')
  return names
    .split(', ')
    .filter((name) => files.length > 0 && !files.some((text) => new RegExp(`\\b${name}\\b`).test(text)))
    .map((name) => `there is no ${name} in ${path}`)
}

function matchingPaths({ paths }: Tree, page: string, path: string): string[] {
  const nearby = posix.join(posix.dirname(page), path)
  const exact = [path, nearby].filter((known) => paths.has(known))
  if (exact.length > 0) return exact
  const parts = path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  const end = new RegExp(`(^|/)${parts.join('[^/]*')}$`)
  return [...paths].filter((known) => end.test(known))
}
