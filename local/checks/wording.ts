import ts from 'typescript'
import type { Tree } from './tree'

/**
 * Words we don't write, as docs/copy.md explains. `NEVER` are looked for everywhere: code, comments, styles and docs.
 * `NOT_ON_SCREENS` only in texts that people read: they have other, good uses in a comment.
 */
const NEVER: readonly [pattern: RegExp, instead: string][] = [
  [/\bmails\b/i, 'emails'],
  [/\bwhoever\b/i, 'anyone who'],
  [/\banew\b/i, 'again'],
  [/\bcolour/i, 'color'],
  [/\bneighbour/i, 'neighbor'],
  [/\bfavour/i, 'favor'],
  [/\bcatalogue/i, 'catalog'],
  [/\bput aside\b/i, 'archive'],
  [/\bfulfil(?!l)/i, 'fulfill'],
]

const NOT_ON_SCREENS: readonly [pattern: RegExp, instead: string][] = [
  [/\bmail(ed|ing)?\b(?! (server|service|program|carrier|provider))/i, 'email'],
  [/\bcentre/i, 'center'],
  [/\bcancell(ed|ing)\b/i, 'canceled, canceling'],
  [/\bgrey\b/i, 'gray'],
  [/\bmay not\b/i, "can't"],
  [/\bany ?more\b(?! than)/i, 'no longer'],
  [/\bno more\b(?!.{0,40} than\b)/i, 'no longer'],
  [/\bjust now\b/i, 'right now'],
  [/\bat once\b/i, 'immediately, at the same time'],
  [/\bby (it|them)sel(f|ves)\b/i, 'automatically'],
  [/\bof its own\b/i, 'its own'],
  [/\b(goes|go) on\b/i, 'continues'],
  [/\bfor good\b/i, 'permanently'],
  [/\bthe one before\b/i, 'the previous one'],
  [/\b(some|every|no)body\b/i, 'someone, everyone, no one'],
  [/\bwhom\b/i, 'who'],
  [/\b(hears?|heard) of\b/i, 'receives, last update'],
  [/\btoo few\b/i, 'not enough'],
  [/\bwhat became\b/i, 'results'],
  [/\bhand(s|ed)? over\b/i, 'transfer, send'],
  [/\btakes? (it|them|this|that) (up|back)\b/i, 'restore, undo'],
  [/\b(wrong|right) with (him|her)\b/i, 'their'],
]

/** Good English all the same, or not ours to change. The list stays short: at most ten. */
const ALLOWED: readonly { path: RegExp; text: RegExp; because: string }[] = [
  { path: /^docs\/copy\.md$/, text: /./, because: 'it names the words' },
  { path: /^local\/checks\/wording/, text: /./, because: 'it looks for the words' },
  { path: /^lib\/images\/shared\//, text: /centre|grey/, because: 'people may type either spelling' },
  { path: /^lib\/campaigns\/delivery\/re(jections|ports\/)/, text: /./, because: 'mail servers write it' },
  { path: /^e2e\/support\/mail-service/, text: /Undelivered mail/, because: 'mail servers write it' },
]
export const MOST_ALLOWED = 10
export const allowedCount = () => ALLOWED.length

/** What ships, and what engineers read of it. */
const FOLDERS =
  /^(app|components|db|e2e|lib|local|packages|public|simulation|bench|worker|docs)\/|^[A-Z]+\.md$/
const HISTORY = /^db\/migrations\//

/** One line for each word we don't write: `path:line: "word" in "text": write ...`. */
export function checkWording({ texts }: Pick<Tree, 'texts'>): string[] {
  const problems: string[] = []
  for (const [path, text] of texts) {
    if (!FOLDERS.test(path) || HISTORY.test(path)) continue
    problems.push(...linesWith(path, text))
    if (/\.tsx?$/.test(path) && !/\.(test|spec|screens)\.tsx?$|\/testing/.test(path))
      for (const { line, words } of readTexts(path, text))
        problems.push(...hitsIn(path, line, withoutPaths(words), NOT_ON_SCREENS))
  }
  return problems
}

function linesWith(path: string, text: string): string[] {
  if (!NEVER.some(([pattern]) => pattern.test(text))) return []
  return text.split('\n').flatMap((words, index) => hitsIn(path, index + 1, words, NEVER))
}

function hitsIn(path: string, line: number, words: string, patterns: typeof NEVER): string[] {
  if (ALLOWED.some((one) => one.path.test(path) && one.text.test(words))) return []
  return patterns.flatMap(([pattern, instead]) => {
    const [word] = pattern.exec(words) ?? []
    return word ? [`${path}:${line}: "${word}" in "${excerpt(words)}": write ${instead}`] : []
  })
}

const excerpt = (words: string) => words.trim().replace(/\s+/g, ' ').slice(0, 100)

/**
 * The texts of a file that people may read: text between tags, parts of templates, and strings that are more than a key.
 * A key has no space and starts with a small letter (`'cancelled'`, `'/reports'`).
 */
export function readTexts(path: string, source: string): { line: number; words: string }[] {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, kind)
  const found: { line: number; words: string }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || isQuery(node)) return
    const words = wordsOf(node)
    if (words && isReadable(words, !ts.isStringLiteralLike(node)))
      found.push({ line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, words })
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function wordsOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) return node.text
  if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) return node.text
  return null
}

const isReadable = (words: string, isPart: boolean) =>
  isPart ? /\p{L}/u.test(words) : /\s/.test(words.trim()) || /^\p{Lu}/u.test(words)

/** URLs are for programs. */
const withoutPaths = (words: string) => words.replace(/(?<![\w<])\/[\w/?=-]+/g, ' ')

/** SQL is for the database. */
const isQuery = (node: ts.Node) =>
  ts.isTaggedTemplateExpression(node) && /(^|\.)(sql|tx|unsafe)\b/.test(node.tag.getText())
