import { readReadiness } from '@/lib/health/readiness'

export const dynamic = 'force-dynamic'

/** Whether the process can serve requests: 200 or 503, with the name of each check. */
export async function GET(): Promise<Response> {
  const { ready, checks } = await readReadiness()
  return Response.json(
    { status: ready ? 'ready' : 'not-ready', checks },
    { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  )
}
