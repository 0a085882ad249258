import ts from 'typescript'
import type { Tree } from './tree'

const PAGE = 'docs/copy.md'

/**
 * Stored values that screens call by more than one word, because the same value means something else there. Everything else
 * has one word everywhere.
 */
const BY_FEATURE: Readonly<Record<string, readonly string[]>> = {
  // A campaign that runs sends emails; other work is in progress.
  running: ['Sending', 'In progress'],
  // A campaign that was refused at its time; a subscriber that cannot move.
  refused: ['Failed', 'Not moved'],
  // A recipient waits in the queue, a post for a person, a delivery for the next attempt.
  waiting: ['Queued', 'Needs approval', 'Sending'],
}

export type StatusLabel = { path: string; line: number; label: string; key: string | null }

/**
 * A status has one word on every screen: each label with a tone is listed under "Statuses" in docs/copy.md, and each stored
 * value has the same label everywhere. Returns one line per problem.
 */
export function checkStatuses({ texts }: Pick<Tree, 'texts'>): string[] {
  const known = new Set(listedStatuses(texts.get(PAGE) ?? ''))
  const found = [...texts].flatMap(([path, text]) =>
    /^(app|components|lib\/[^/]+\/shared)\/.*\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path)
      ? statusLabelsIn(path, text)
      : [],
  )
  const unlisted = found
    .filter(({ label }) => !known.has(label))
    .map(({ path, line, label }) => `${path}:${line}: the status "${label}" is not listed in ${PAGE}`)
  const used = new Set(found.map(({ label }) => label))
  const unused = [...known]
    .filter((label) => !used.has(label))
    .map((label) => `${PAGE}: no screen shows the status "${label}"`)
  return [...unlisted, ...unused, ...conflicts(found)]
}

function conflicts(found: readonly StatusLabel[]): string[] {
  const byKey = new Map<string, Set<string>>()
  for (const { key, label } of found) if (key) byKey.set(key, (byKey.get(key) ?? new Set()).add(label))
  return [...byKey].flatMap(([key, labels]) => {
    const allowed = BY_FEATURE[key] ?? []
    const different = [...labels].filter((label) => !allowed.includes(label))
    return labels.size > 1 && different.length > 0
      ? [`the stored value "${key}" is called ${[...labels].map((label) => `"${label}"`).join(' and ')}`]
      : []
  })
}

/** First cells of the table under "Statuses". */
function listedStatuses(page: string): string[] {
  const section = /^## Statuses$([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(page)?.[1] ?? ''
  return [...section.matchAll(/^\| ([^|]+?) \|/gm)]
    .map(([, cell = '']) => cell)
    .filter((cell) => cell !== 'status' && !cell.startsWith('---'))
}

/** `{ label: 'Ready', tone: ... }` anywhere in a file, with the key it is assigned to. */
export function statusLabelsIn(path: string, source: string): StatusLabel[] {
  if (!source.includes('tone')) return []
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, kind)
  const found: StatusLabel[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const label = textOf(node, 'label')
      if (label !== null && node.properties.some((property) => nameOf(property) === 'tone')) {
        const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1
        const key = ts.isPropertyAssignment(node.parent) ? nameOf(node.parent) : null
        found.push({ path, line, label, key })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const nameOf = ({ name }: ts.ObjectLiteralElementLike): string | null =>
  name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : null

function textOf(object: ts.ObjectLiteralExpression, name: string): string | null {
  const property = object.properties.find((one) => nameOf(one) === name)
  return property && ts.isPropertyAssignment(property) && ts.isStringLiteral(property.initializer)
    ? property.initializer.text
    : null
}
