/**
 * How a feature gives a writing task to a model. Real models read it as text; the built-in one parses the task's name and
 * facts from it.
 */
export type WritingTask = { task: string; facts: unknown }

const HEAD = 'Task: '
const OPEN = '<facts>'
const CLOSE = '</facts>'

export function taskPrompt({ task, facts }: WritingTask, note = ''): string {
  return [`${HEAD}${task}`, OPEN, JSON.stringify(facts, null, 1), CLOSE, note].filter(Boolean).join('\n')
}

export function readTask(prompt: string): WritingTask | null {
  const open = prompt.indexOf(`\n${OPEN}\n`)
  const close = prompt.lastIndexOf(`\n${CLOSE}`)
  if (!prompt.startsWith(HEAD) || open < 0 || close < open) return null
  const facts = prompt.slice(open + OPEN.length + 2, close)
  return { task: prompt.slice(HEAD.length, open), facts: JSON.parse(facts) }
}
