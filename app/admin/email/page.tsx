import type { Metadata } from 'next'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { EmailFindingList } from '@/components/operators/email-finding-list'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { listQuery } from '@/lib/core/paging/list-query'
import { countOf } from '@/lib/core/text/format'
import { listEmailFindings } from '@/lib/operators/operations/email-findings'
import { decideEmailFinding } from '../actions'

export const metadata: Metadata = { title: 'Email' }

const FINDINGS_PER_PAGE = 50
const readQuery = listQuery({ ids: 'text' })

export default async function EmailPage({ searchParams }: PageProps<'/admin/email'>) {
  await requireOperator()
  const { before, after } = readQuery(await searchParams)
  const { rows, open, ...page } = await listEmailFindings({ limit: FINDINGS_PER_PAGE, before, after })
  return (
    <>
      <PageHeader
        title="Email"
        description={`${countOf(open, 'open finding')}. Campaigns whose sender is blocked, and bounces that we couldn’t read.`}
      />
      <Card>
        {rows.length === 0 ? (
          <p className="text-sm text-muted">No open findings.</p>
        ) : (
          <EmailFindingList findings={rows} decide={decideEmailFinding} />
        )}
      </Card>
      <Pagination label="Pages of email findings" {...pageLinks('/admin/email', { before, after }, page)} />
    </>
  )
}
