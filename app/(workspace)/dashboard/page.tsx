import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'

export const metadata: Metadata = { title: 'Dashboard' }

export default async function DashboardPage() {
  const { workspaceName } = await requireWorkspace()
  return <h1 className="font-serif text-3xl tracking-tight">{workspaceName}</h1>
}
