import { SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { subscriptionLabels } from '@/components/operators/subscription-labels'
import { WaitingAdjustments } from '@/components/operators/waiting-adjustments'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { FilterBar } from '@/components/ui/paging/filter-bar'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { Table, Td, Th } from '@/components/ui/table'
import { numberedListQuery } from '@/lib/core/paging/list-query'
import { formatDate, formatNumber } from '@/lib/core/text/format'
import { markOfAdjustment, waitingAdjustments } from '@/lib/operators/workspaces/adjust-credits'
import { findWorkspaces } from '@/lib/operators/workspaces/find-workspaces'
import { decideAdjustment } from '../actions'

export const metadata: Metadata = { title: 'Workspaces' }

const WORKSPACES_PER_PAGE = 25
const readQuery = numberedListQuery()

export default async function WorkspacesPage({ searchParams }: PageProps<'/admin/workspaces'>) {
  const operator = await requireOperator()
  const { search, before, after } = readQuery(await searchParams)
  const [{ rows, ...page }, waiting] = await Promise.all([
    findWorkspaces({ search, before, after, limit: WORKSPACES_PER_PAGE }),
    waitingAdjustments(),
  ])
  return (
    <>
      <PageHeader title="Workspaces" />
      <WaitingAdjustments
        waiting={waiting.map((adjustment) => ({ ...adjustment, mark: markOfAdjustment(adjustment) }))}
        operatorId={operator.userId}
        decide={decideAdjustment}
      />
      <Card>
        <FilterBar
          href="/admin/workspaces"
          label="Search workspaces"
          searchLabel="Name, number or member email"
          search={search}
        />
        {rows.length === 0 ? (
          <EmptyState icon={SearchX} title={search ? 'No matching workspaces' : 'No workspaces'} />
        ) : (
          <Table>
            <caption className="sr-only">Workspaces, newest first</caption>
            <thead>
              <tr>
                <Th>Workspace</Th>
                <Th>Plan</Th>
                <Th className="text-right">Members</Th>
                <Th className="text-right">Available</Th>
                <Th className="text-right">Held</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <Td>
                    <Link
                      href={`/admin/workspaces/${row.id}`}
                      className="font-medium text-brand-ink underline underline-offset-3"
                    >
                      {row.name}
                    </Link>{' '}
                    <span className="text-muted">#{row.id}</span>
                    {row.eraseAt && row.deletedAt && (
                      <p className="text-sm text-muted">
                        Deleted {formatDate(row.deletedAt, 'UTC')},{' '}
                        {row.isErased ? 'erased' : 'its data will be erased'} {formatDate(row.eraseAt, 'UTC')}
                      </p>
                    )}
                  </Td>
                  <Td>
                    {row.plan} {row.status !== 'active' && <Badge>{subscriptionLabels[row.status]}</Badge>}
                  </Td>
                  <Td className="text-right">{formatNumber(row.members)}</Td>
                  <Td className="text-right">
                    {row.mode === 'limits' ? 'Limits plan' : formatNumber(row.availableCredits)}
                  </Td>
                  <Td className="text-right">{formatNumber(row.heldCredits)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        <Pagination
          label="Workspace pages"
          {...pageLinks('/admin/workspaces', { search, before, after }, page)}
        />
      </Card>
    </>
  )
}
