export const dynamic = 'force-dynamic'

/** Whether the process is alive. Asks nothing else, so that a database outage doesn't restart every process. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } })
}
