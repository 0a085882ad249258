import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { z } from 'zod'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import type { SpendCost } from '@/components/paid-work/spend-form'
import { Alert } from '@/components/ui/alert'
import { PageHeader } from '@/components/ui/page-header'
import { emptyValues, type FormValues, valuesOf } from '@/components/valuations/form-values'
import { ValuationForm } from '@/components/valuations/valuation-form'
import { isRefusal } from '@/lib/core/errors'
import { quote } from '@/lib/metering/metered'
import { listRecordedAreas } from '@/lib/sales/recorded-areas'
import { valuationDays } from '@/lib/valuations/check-request'
import { getValuation } from '@/lib/valuations/get-valuation'
import type { Membership } from '@/lib/workspaces/members/membership'
import { createValuation } from '../actions'

export const metadata: Metadata = { title: 'New valuation' }

export default async function NewValuationPage({ searchParams }: PageProps<'/valuations/new'>) {
  const workspace = await requireWorkspace()
  const from = z.uuid().safeParse((await searchParams).from).data
  const [records, days, cost] = await Promise.all([listRecordedAreas(), valuationDays(), costOf(workspace)])
  return (
    <>
      <PageHeader
        title="New valuation"
        description="Say where the home is and what it is like. It is compared with the recorded sales around it."
      />
      {days && records ? (
        <ValuationForm
          action={createValuation}
          requestId={randomUUID()}
          areas={records.areas}
          days={days}
          initial={from ? await earlier(workspace, from, days.to) : emptyValues(days.to)}
          cost={cost}
          timeZone={workspace.timeZone}
        />
      ) : (
        <Alert title="No sales are recorded yet">
          Valuations rest on recorded sales. As soon as there are some, you can ask for one here.
        </Alert>
      )}
    </>
  )
}

/** The home of an earlier valuation, to be changed; one that is not this workspace's is as if it had not been asked for. */
async function earlier(workspace: Membership, id: string, latest: string): Promise<FormValues> {
  try {
    const { home, label, valuedOn } = await getValuation(workspace, id)
    return valuesOf(home, label, valuedOn)
  } catch (error) {
    if (isRefusal(error, 'not-found')) return emptyValues(latest)
    throw error
  }
}

async function costOf(workspace: Membership): Promise<SpendCost> {
  const [price, { nextStep }] = await Promise.all([
    quote(workspace, 'valuation.instant'),
    summaryOf(workspace),
  ])
  return { quote: price, nextStep }
}
