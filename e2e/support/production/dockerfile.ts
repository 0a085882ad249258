import { readFileSync } from 'node:fs'

/** A stage of the Dockerfile, with what it inherits from the stage it is based on. */
export type Stage = {
  name: string
  runs: string[]
  copies: { from: string; sources: string[]; target: string }[]
  env: Record<string, string>
  user: string
  command: string[]
}

/** Reads the instructions we use. Throws for others, so that a test can't miss one. */
export function readStages(file: string): Map<string, Stage> {
  const stages = new Map<string, Stage>()
  let stage: Stage | undefined
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue
    if (line.endsWith('\\')) throw new Error('Write each instruction of the Dockerfile on one line.')
    const [instruction = '', ...words] = line.split(' ')
    const rest = words.join(' ')
    if (instruction === 'FROM') {
      const [image = '', , name = ''] = words
      const base = stages.get(image)
      stage = { name, runs: [], copies: [], env: { ...base?.env }, user: base?.user ?? 'root', command: [] }
      stages.set(name, stage)
    } else if (stage) read(stage, instruction, rest)
  }
  return stages
}

function read(stage: Stage, instruction: string, rest: string): void {
  if (instruction === 'RUN') stage.runs.push(rest.replace(/^(--\S+ )+/, ''))
  else if (instruction === 'COPY') {
    const words = rest.split(' ')
    const paths = words.filter((word) => !word.startsWith('--'))
    const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length) ?? ''
    stage.copies.push({ from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' })
  } else if (instruction === 'ENV') {
    for (const pair of rest.split(' ')) {
      const [name = '', value = ''] = pair.split('=')
      stage.env[name] = value
    }
  } else if (instruction === 'USER') stage.user = rest
  else if (instruction === 'CMD') stage.command = JSON.parse(rest) as string[]
  else if (!['WORKDIR', 'ARG', 'EXPOSE', 'HEALTHCHECK'].includes(instruction))
    throw new Error(`The release test doesn't know ${instruction}. Teach it what the instruction does.`)
}
