import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

/** The files of a repository for the docs checks. Paths are relative to the root, with forward slashes. */
export type Tree = {
  /** Every file and folder. */
  paths: ReadonlySet<string>
  /** Contents of files that can cite a rule or be a test, including the docs (`.md`). */
  texts: ReadonlyMap<string, string>
}

const NOT_OURS = new Set(['.git', 'node_modules', 'test-results', 'playwright-report', 'next-env.d.ts'])
const TEXT = new Set(['.css', '.md', '.mjs', '.sql', '.ts', '.tsx', '.yml'])

/** Reads the folder rather than git, so it also works in a copy from an archive. */
export function readTree(root: string): Tree {
  const paths = new Set<string>()
  const texts = new Map<string, string>()
  const visit = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (NOT_OURS.has(entry.name) || /^\.(next|data)/.test(entry.name)) continue
      const path = folder ? `${folder}/${entry.name}` : entry.name
      paths.add(path)
      if (entry.isDirectory()) visit(path)
      else if (TEXT.has(extname(entry.name))) texts.set(path, readFileSync(join(root, path), 'utf8'))
    }
  }
  visit('')
  return { paths, texts }
}

/** A tree from plain data, for tests; folders are derived from file paths. */
export function treeOf(files: Record<string, string>): Tree {
  const paths = new Set<string>()
  for (const file of Object.keys(files)) {
    const parts = file.split('/')
    for (let i = 1; i <= parts.length; i++) paths.add(parts.slice(0, i).join('/'))
  }
  return { paths, texts: new Map(Object.entries(files)) }
}

export function docsOf({ texts }: Tree): [path: string, text: string][] {
  return [...texts].filter(([path]) => path.endsWith('.md'))
}
