import { SearchX } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { z } from 'zod'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { WaitingAdjustments } from '@/components/operators/waiting-adjustments'
import { Badge } from '@/components/ui/badge'
import { Button, ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Field, Input } from '@/components/ui/forms/field'
import { PageHeader } from '@/components/ui/page-header'
import { Table, Td, Th } from '@/components/ui/table'
import { formatNumber } from '@/lib/core/text/format'
import { rowNumber } from '@/lib/core/text/input'
import { markOfAdjustment, waitingAdjustments } from '@/lib/operators/workspaces/adjust-credits'
import { findWorkspaces } from '@/lib/operators/workspaces/find-workspaces'
import { decideAdjustment } from '../actions'

export const metadata: Metadata = { title: 'Workspaces' }

const Query = z.object({
  search: z.string().catch(''),
  before: rowNumber.optional().catch(undefined),
})

export default async function WorkspacesPage({ searchParams }: PageProps<'/admin/workspaces'>) {
  const operator = await requireOperator()
  const { search, before } = Query.parse(await searchParams)
  const [{ rows, nextBefore }, waiting] = await Promise.all([
    findWorkspaces(search, before),
    waitingAdjustments(),
  ])
  return (
    <>
      <PageHeader title="Workspaces" />
      <WaitingAdjustments
        waiting={waiting.map((one) => ({ ...one, mark: markOfAdjustment(one) }))}
        operatorId={operator.userId}
        decide={decideAdjustment}
      />
      <Card>
        <form className="mb-4 flex flex-wrap items-end gap-3">
          <Field label="Name, number or a member’s address" className="min-w-64 flex-1">
            <Input name="search" type="search" defaultValue={search} maxLength={100} />
          </Field>
          <Button type="submit" variant="secondary">
            Search
          </Button>
        </form>
        {rows.length === 0 ? (
          <EmptyState icon={SearchX} title="No workspace matches" />
        ) : (
          <Table>
            <caption className="sr-only">Workspaces, the newest first</caption>
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
                  </Td>
                  <Td>
                    {row.plan} {row.status !== 'active' && <Badge>{row.status.replace('_', ' ')}</Badge>}
                  </Td>
                  <Td className="text-right">{formatNumber(row.members)}</Td>
                  <Td className="text-right">
                    {row.mode === 'limits' ? 'limits' : formatNumber(row.availableCredits)}
                  </Td>
                  <Td className="text-right">{formatNumber(row.heldCredits)}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        {nextBefore && (
          <nav aria-label="Pages of workspaces" className="mt-5 flex justify-end">
            <ButtonLink
              href={`/admin/workspaces?${new URLSearchParams({ search, before: String(nextBefore) })}`}
              variant="secondary"
              size="sm"
            >
              Older
            </ButtonLink>
          </nav>
        )}
      </Card>
    </>
  )
}
