'use client'

import Link from 'next/link'
import { createContext, useContext } from 'react'
import { COUNTY, type DataLabel } from '@/lib/sales/shared/measures'

/** The data that a form works with. `id` is blank for the bundled county. */
export type ChosenData = DataLabel & { id: string }

const Chosen = createContext<ChosenData>({ id: '', ...COUNTY })

export const DataProvider = Chosen.Provider

export const useData = (): ChosenData => useContext(Chosen)

type Props = {
  chosen: ChosenData
  /** Own data sets, newest first. */
  sets: { id: string; name: string }[]
  /** The bundled county can be chosen too. */
  hasCounty: boolean
  /** The page of the form. */
  href: '/reports/new' | '/valuations/new'
}

/** Which sales a report or valuation is based on: links, so that the form starts with the areas and days of that data. */
export function DataChoice({ chosen, sets, hasCounty, href }: Props) {
  const choices = [...sets, ...(hasCounty ? [{ id: '', name: COUNTY.name }] : [])]
  return (
    <nav aria-label="Sales data" className="mb-6 flex max-w-4xl flex-wrap items-center gap-2 text-sm">
      <span className="mr-1 font-medium">Sales data</span>
      {choices.map(({ id, name }) => (
        <Link
          key={id}
          href={`${href}?data=${id || 'county'}`}
          aria-current={id === chosen.id ? 'page' : undefined}
          className="rounded-control border border-control/60 bg-surface px-3 py-2 font-medium hover:bg-sunken aria-[current=page]:border-brand aria-[current=page]:bg-brand-soft aria-[current=page]:text-brand-ink"
        >
          {name}
        </Link>
      ))}
      <Link href="/reports/data" className="px-1 py-2 text-brand-ink underline underline-offset-2">
        Import sales
      </Link>
    </nav>
  )
}
