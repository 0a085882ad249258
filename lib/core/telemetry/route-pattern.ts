import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A request to none of our routes: a scanner, or a typo. All have one label, so that strangers can't create metrics. */
const OTHER = 'other'

/** Finds the pattern of a path, such as `/campaigns/[id]` for `/campaigns/7?page=2`. */
export function routeMatcher(patterns: readonly string[]): (url: string) => string {
  const routes = patterns
    .map((pattern) => ({ pattern, segments: segmentsOf(pattern) }))
    // `/campaigns/new` before `/campaigns/[id]`, as Next does.
    .toSorted((a, b) => rank(a.segments).localeCompare(rank(b.segments)))
  return (url) => {
    if (url.startsWith('/_next/')) return '/_next'
    const segments = segmentsOf(url.split(/[?#]/, 1)[0] ?? '')
    return routes.find((route) => matches(route.segments, segments))?.pattern ?? OTHER
  }
}

const segmentsOf = (path: string) => path.split('/').filter(Boolean)

/** Plain segments sort before `[id]`, and `[id]` before `[...rest]`. */
const rank = (segments: readonly string[]) =>
  segments
    .map((segment) =>
      segment.startsWith('[[') || segment.startsWith('[.') ? '2' : segment.startsWith('[') ? '1' : '0',
    )
    .join('')

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  for (const [i, segment] of pattern.entries()) {
    if (segment.startsWith('[...') || segment.startsWith('[[...'))
      return segment.startsWith('[[') || path.length > i
    if (path[i] === undefined) return false
    if (!segment.startsWith('[') && segment !== path[i]) return false
  }
  return pattern.length === path.length
}

/** The patterns of the build; none in development, where routes are compiled when they are first requested. */
export function builtRoutes(
  folder = join(/* turbopackIgnore: true */ process.cwd(), process.env.NEXT_DIST_DIR || '.next'),
): string[] {
  try {
    const file = readFileSync(join(folder, 'app-path-routes-manifest.json'), 'utf8')
    return [...new Set(Object.values(JSON.parse(file) as Record<string, string>))]
  } catch {
    return []
  }
}
