import type { Metadata } from 'next'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { LongText } from '@/components/operators/events/long-text'
import { Instant } from '@/components/operators/instant'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import { PageHeader } from '@/components/ui/page-header'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { Table, Td, Th } from '@/components/ui/table'
import { listQuery } from '@/lib/core/paging/list-query'
import { countOf } from '@/lib/core/text/format'
import { readFailedJobs, readQueueStates } from '@/lib/jobs/failures/failed-jobs'
import { retryJob } from '../actions'

export const metadata: Metadata = { title: 'Jobs' }

const JOBS_PER_PAGE = 50
const readQuery = listQuery()

export default async function JobsPage({ searchParams }: PageProps<'/admin/jobs'>) {
  await requireOperator()
  const { before, after } = readQuery(await searchParams)
  const [states, { rows: failed, ...page }] = await Promise.all([
    readQueueStates(),
    readFailedJobs({ limit: JOBS_PER_PAGE, before, after }),
  ])
  return (
    <>
      <PageHeader title="Jobs" />
      <div className="grid grid-cols-1 gap-6">
        <Card aria-labelledby="failed-title">
          <CardHeader id="failed-title" title="Failed jobs" description="Newest first." />
          {failed.length === 0 && <p className="text-sm text-muted">No failed jobs.</p>}
          <ul className="divide-y divide-line text-sm">
            {failed.map((job) => (
              <li key={job.id} className="flex flex-wrap items-start justify-between gap-3 py-3">
                <div className="min-w-0 flex-1 basis-64">
                  <p className="font-medium">{job.queue}</p>
                  <p className="text-muted">
                    <Instant at={job.failedAt} />, {countOf(job.attempts, 'attempt')}
                  </p>
                  <p className="break-words">{job.cause}</p>
                  <p className="text-muted">
                    Reference <code className="break-all">{job.id}</code> in the log
                  </p>
                  <details className="mt-2">
                    <summary className="cursor-pointer font-medium">Error details</summary>
                    <LongText label={`Error details of ${job.queue} ${job.id}`} text={job.details} />
                  </details>
                </div>
                <ActionForm
                  action={retryJob}
                  hidden={{ queue: job.queue, id: job.id }}
                  submit="Retry job"
                  submitLabel={`Retry job ${job.queue} ${job.id}`}
                  variant="secondary"
                  size="sm"
                />
              </li>
            ))}
          </ul>
          <Pagination label="Failed job pages" {...pageLinks('/admin/jobs', { before, after }, page)} />
        </Card>
        <Card aria-labelledby="queues-title">
          <CardHeader id="queues-title" title="Queues" />
          <Table>
            <thead>
              <tr>
                <Th>Queue</Th>
                <Th className="text-right">Waiting</Th>
                <Th className="text-right">Running</Th>
                <Th className="text-right">Failed</Th>
              </tr>
            </thead>
            <tbody>
              {states.map((state) => (
                <tr key={state.queue}>
                  <Td>{state.queue}</Td>
                  <Td className="text-right">{state.waiting}</Td>
                  <Td className="text-right">{state.running}</Td>
                  <Td className="text-right">{state.failed}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
      </div>
    </>
  )
}
