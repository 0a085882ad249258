import { createHash, timingSafeEqual } from 'node:crypto'

/** The metrics of one of several processes, in the text format of Prometheus. */
export type ProcessMetrics = { process: number; text: string }

type Family = { comments: string[]; samples: string[] }

/**
 * One text with the metrics of several processes: the format allows each metric to be described only once, with all of its
 * samples below. Each sample says which process it is from, as an `instance` does for several hosts.
 */
export function mergeMetrics(all: readonly ProcessMetrics[]): string {
  const families = new Map<string, Family>()
  for (const { process, text } of all) {
    let current: Family = { comments: [], samples: [] }
    for (const line of text.split('\n')) {
      const described = /^# (?:HELP|TYPE|UNIT) (\S+)/.exec(line)?.[1]
      if (described !== undefined) {
        current = families.get(described) ?? { comments: [], samples: [] }
        families.set(described, current)
        if (!current.comments.includes(line)) current.comments.push(line)
      } else if (line !== '' && !line.startsWith('#')) {
        current.samples.push(withProcess(line, process))
      }
    }
  }
  const lines = [...families.values()].flatMap(({ comments, samples }) => [...comments, ...samples])
  return lines.length > 0 ? `${lines.join('\n')}\n` : ''
}

function withProcess(sample: string, process: number): string {
  const label = `process="${process}"`
  return sample.replace(/^([\w:]+)(\{)?/, (_, name: string, brace?: string) =>
    brace ? `${name}{${label},` : `${name}{${label}}`,
  )
}

/** Whether the request carries the token, as `Authorization: Bearer <token>`. Compares in constant time. */
export function hasMetricsToken(authorization: string | null, token: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
  return given !== undefined && timingSafeEqual(digest(given), digest(token))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
