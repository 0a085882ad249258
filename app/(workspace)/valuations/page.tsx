import { MapPinHouse } from 'lucide-react'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { Library } from '@/components/paid-work/library'
import { ValuationList } from '@/components/valuations/valuation-list'
import { listValuations } from '@/lib/valuations/list-valuations'
import { LibraryQuery } from '../_work/library-query'

export const metadata: Metadata = { title: 'Valuations' }

const VALUATIONS_A_PAGE = 20

export default async function ValuationsPage({ searchParams }: PageProps<'/valuations'>) {
  const workspace = await requireWorkspace()
  const query = LibraryQuery.parse(await searchParams)
  const { rows, nextBefore } = await listValuations(workspace, { ...query, limit: VALUATIONS_A_PAGE })
  return (
    <Library
      title="Valuations"
      description="What a home is worth, with a range and the sales it rests on."
      href="/valuations"
      name="valuation"
      icon={MapPinHouse}
      query={query}
      choices={{ ready: 'With an estimate', unfinished: 'In progress', ended: 'Without an estimate' }}
      hints={{
        search: 'Search for another part of a name or zip code, or show all.',
        first:
          'Say where a home is and what it is like: the estimate, its range and comparable sales are there in seconds.',
      }}
      nextBefore={nextBefore}
    >
      {rows.length > 0 ? <ValuationList rows={rows} timeZone={workspace.timeZone} /> : null}
    </Library>
  )
}
