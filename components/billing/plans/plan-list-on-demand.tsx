'use client'

import { lazy } from 'react'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { PlanListProps } from './plan-list'

const List = lazy(whenOnline(async () => ({ default: (await import('./plan-list')).PlanList })))

/** Loads the list with the sheet that shows it, over a page that most people leave without opening it. */
export const PlanListOnDemand = (props: PlanListProps) => <List {...props} />
