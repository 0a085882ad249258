export type Call = {
  method: string
  path: string
  url: string
  /** Example values by name. */
  inPath: Record<string, unknown>
  query: Record<string, unknown>
  headers: Record<string, string>
  body: object | undefined
  /** The media type of the file that is sent. */
  upload: string | undefined
  /** The media type of the file that is returned. */
  download: string | undefined
}

const FILES: Record<string, string> = {
  'application/pdf': 'report.pdf',
  'application/xml': 'listings.xml',
  'image/jpeg': 'photo.jpg',
  'image/png': 'image.png',
}
const fileOf = (type: string) => FILES[type] ?? 'file'

/** A command that makes the call, for a shell with MARKET_TRAK_KEY set. */
export function curlOf(call: Call): string {
  const { method, path, url, inPath, query, headers, body, upload, download } = call
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(inPath[name] ?? '')),
  )
  const search = new URLSearchParams(flat(query)).toString()
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} "${url}${filled}${search && `?${search}`}"`,
    '-H "Authorization: Bearer $MARKET_TRAK_KEY"',
    ...Object.entries(headers).map(([name, value]) => `-H "${name}: ${value}"`),
    ...(body ? ['-H "Content-Type: application/json"', `-d ${inShell(JSON.stringify(body))}`] : []),
    ...(upload ? [`-H "Content-Type: ${upload}"`, `--data-binary @${fileOf(upload)}`] : []),
    ...(download ? [`--fail -o ${fileOf(download)}`] : []),
  ]
  return lines.join(' \\\n  ')
}

const inShell = (text: string) => `'${text.replaceAll("'", "'\\''")}'`

/** The same call with packages/api-client. */
export function clientOf(call: Call): string {
  const { method, path, inPath, query, headers, body, upload, download } = call
  const params = Object.fromEntries(
    Object.entries({ path: inPath, query, header: headers }).filter(
      ([, given]) => Object.keys(given).length > 0,
    ),
  )
  const options = [
    ...(Object.keys(params).length > 0 ? [`params: ${literal(params, 2)}`] : []),
    ...(body ? [`body: ${literal(body, 2)}`] : []),
    ...(upload
      ? [
          `headers: ${literal({ 'Content-Type': upload }, 2)}`,
          `body: await openAsBlob(${quoted(fileOf(upload))})`,
        ]
      : []),
    ...(download ? ["parseAs: 'blob'"] : []),
  ]
  const given = options.length > 0 ? `, {\n${options.map((option) => `    ${option},\n`).join('')}  }` : ''
  return [
    ...(upload ? ["import { openAsBlob } from 'node:fs'\n"] : []),
    `const result = await orThrow(\n  client.${method}('${path}'${given}),\n)`,
  ].join('\n')
}

/** `metadata[order]=1234`, as OpenAPI's deepObject style has it. */
function flat(query: Record<string, unknown>): [string, string][] {
  return Object.entries(query).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, part]) => [`${name}[${key}]`, String(part)])
      : [[name, String(value)]],
  )
}

/** A value as TypeScript, on as many lines as it has fields, `depth` steps from the margin. */
function literal(value: unknown, depth: number): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const margin = '  '.repeat(depth)
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, depth + 1))
    : Object.entries(value).map(([name, part]) => `${nameOf(name)}: ${literal(part, depth + 1)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  if (parts.length === 0) return `${open}${close}`
  return `${open}\n${parts.map((part) => `${margin}  ${part},\n`).join('')}${margin}${close}`
}

const nameOf = (name: string) => (/^[A-Za-z_]\w*$/.test(name) ? name : quoted(name))
const quoted = (text: string) =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
