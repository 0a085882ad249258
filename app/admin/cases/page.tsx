import { CircleCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { CaseList } from '@/components/operators/cases/case-list'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { listQuery } from '@/lib/core/paging/list-query'
import { countOf } from '@/lib/core/text/format'
import { caseFilters, listCases } from '@/lib/operators/cases/list-cases'

export const metadata: Metadata = { title: 'Cases' }

const CASES_PER_PAGE = 25
const readQuery = listQuery({ filter: z.enum(caseFilters) })

export default async function CasesPage({ searchParams }: PageProps<'/admin/cases'>) {
  await requireOperator()
  const { filter = 'open', before, after } = readQuery(await searchParams)
  const { rows, open, ...page } = await listCases(filter, { limit: CASES_PER_PAGE, before, after })
  return (
    <>
      <PageHeader
        title="Cases"
        description={`${countOf(open, 'reported problem')} without an answer. Our automatic check found no fault in these.`}
      />
      <LinkTabs
        label="Case filter"
        tabs={[
          { href: '/admin/cases', label: 'Open', current: filter === 'open' },
          { href: '/admin/cases?show=all', label: 'All', current: filter === 'all' },
        ]}
      />
      <Card className="mt-6">
        {rows.length === 0 ? (
          <EmptyState icon={CircleCheck} title={filter === 'open' ? 'No open cases' : 'No cases yet'}>
            Problems that members report with a result appear here.
          </EmptyState>
        ) : (
          <CaseList cases={rows} />
        )}
      </Card>
      <Pagination label="Case pages" {...pageLinks('/admin/cases', { filter, before, after }, page)} />
    </>
  )
}
