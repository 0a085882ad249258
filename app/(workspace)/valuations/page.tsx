import { MapPinHouse } from 'lucide-react'
import type { Metadata } from 'next'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { Library } from '@/components/paid-work/library'
import { ValuationList } from '@/components/valuations/valuation-list'
import { listQuery } from '@/lib/core/paging/list-query'
import { workFilters } from '@/lib/paid-work/list'
import { listValuations } from '@/lib/valuations/list-valuations'
import { DeletedNotice } from '../_work/deleted-notice'
import { restoreValuation } from './actions'

export const metadata: Metadata = { title: 'Valuations' }

const VALUATIONS_A_PAGE = 20

const readQuery = listQuery({ filter: z.enum(workFilters) })

export default async function ValuationsPage({ searchParams }: PageProps<'/valuations'>) {
  const workspace = await requireWorkspace()
  const params = await searchParams
  const query = readQuery(params)
  const { rows, ...page } = await listValuations(workspace, { ...query, limit: VALUATIONS_A_PAGE })
  return (
    <>
      <DeletedNotice
        params={params}
        href="/valuations"
        message="Valuation deleted."
        undo={restoreValuation}
      />
      <Library
        title="Valuations"
        description="Estimated home values, each with a range and comparable sales."
        href="/valuations"
        name="valuation"
        icon={MapPinHouse}
        query={query}
        choices={{ ready: 'With an estimate', unfinished: 'In progress', ended: 'Without an estimate' }}
        hint="Enter a home’s location and details to get an estimate, its range and comparable sales in seconds."
        page={page}
      >
        {rows.length > 0 ? <ValuationList rows={rows} timeZone={workspace.timeZone} /> : null}
      </Library>
    </>
  )
}
