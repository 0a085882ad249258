export type Call = {
  method: string
  path: string
  url: string
  /** Example values by name. */
  inPath: Record<string, unknown>
  query: Record<string, unknown>
  headers: Record<string, string>
  body: object | undefined
}

/** A command that makes the call, for a shell with MARKET_TRAK_KEY set. */
export function curlOf({ method, path, url, inPath, query, headers, body }: Call): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(inPath[name] ?? '')),
  )
  const search = new URLSearchParams(flat(query)).toString()
  const lines = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} "${url}${filled}${search && `?${search}`}"`,
    '-H "Authorization: Bearer $MARKET_TRAK_KEY"',
    ...Object.entries(headers).map(([name, value]) => `-H "${name}: ${value}"`),
    ...(body ? [`-H "Content-Type: application/json"`, `-d '${JSON.stringify(body)}'`] : []),
  ]
  return lines.join(' \\\n  ')
}

/** The same call with packages/api-client. */
export function clientOf({ method, path, inPath, query, headers, body }: Call): string {
  const params = Object.fromEntries(
    Object.entries({ path: inPath, query, header: headers }).filter(
      ([, given]) => Object.keys(given).length > 0,
    ),
  )
  const options = { ...(Object.keys(params).length > 0 && { params }), ...(body && { body }) }
  const given = Object.keys(options).length > 0 ? `, ${literal(options)}` : ''
  return `const result = await orThrow(\n  client.${method}('${path}'${given}),\n)`
}

/** `metadata[order]=1234`, as OpenAPI's deepObject style has it. */
function flat(query: Record<string, unknown>): [string, string][] {
  return Object.entries(query).flatMap(([name, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, part]) => [`${name}[${key}]`, String(part)])
      : [[name, String(value)]],
  )
}

/** A value as TypeScript, indented to stand inside the call. */
function literal(value: object): string {
  return JSON.stringify(value, null, 2)
    .replace(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:')
    .replaceAll('"', "'")
    .replaceAll('\n', '\n  ')
}
