import type { Tree } from './tree'

const FOLDER = 'docs/decisions'
const INDEX = `${FOLDER}/README.md`
const STATUS = /^Status: (accepted|superseded by \[\d{4}\]\(\d{4}-[a-z0-9-]+\.md\)), \d{4}-\d{2}-\d{2}$/
const SECTIONS = ['Context', 'Decision', 'Consequences']

/** Each decision follows the template, has a unique number, and is listed in the index with the same title. */
export function checkDecisions({ texts }: Tree): string[] {
  const files = [...texts.keys()].filter((path) => /^docs\/decisions\/\d{4}-.+\.md$/.test(path)).sort()
  const index = texts.get(INDEX) ?? ''
  const numbers = files.map(numberOf)
  return [
    ...numbers
      .filter((number, i) => numbers.indexOf(number) !== i)
      .map((number) => `${FOLDER}: two decisions are ${number}`),
    ...files.flatMap((file) => [
      ...formProblems(file, texts.get(file) ?? ''),
      ...indexProblem(file, texts.get(file) ?? '', index),
    ]),
  ]
}

const nameOf = (file: string) => file.slice(FOLDER.length + 1)
const numberOf = (file: string) => nameOf(file).slice(0, 4)

function formProblems(file: string, text: string): string[] {
  const lines = text.split('\n')
  const sections = lines.filter((line) => line.startsWith('## ')).map((line) => line.slice(3))
  const wrong: string[] = []
  if (!lines[0]?.startsWith(`# ${numberOf(file)} `))
    wrong.push(`the first line must be "# ${numberOf(file)} Title"`)
  if (!STATUS.test(lines[2] ?? '')) wrong.push('the third line must be "Status: accepted, YYYY-MM-DD"')
  if (sections.join() !== SECTIONS.join()) wrong.push(`the sections must be ${SECTIONS.join(', ')}`)
  const bodies = text.split(/^## .+$/m).slice(1)
  if (bodies.some((body) => body.trim() === '')) wrong.push('a section is empty')
  return wrong.map((problem) => `${file}: ${problem}`)
}

function indexProblem(file: string, text: string, index: string): string[] {
  const title = text.split('\n', 1)[0]?.slice(2)
  return index.includes(`- [${title}](${nameOf(file)}): `)
    ? []
    : [`${INDEX}: there is no line "- [${title}](${nameOf(file)}): ..."`]
}
