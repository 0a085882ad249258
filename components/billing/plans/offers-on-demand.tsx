'use client'

import { lazy } from 'react'
import { whenOnline } from '@/components/ui/loading/when-online'
import type { PackFormProps } from '../payment/pack-form'
import type { PlanListProps } from './plan-list'

const List = lazy(whenOnline(async () => ({ default: (await import('./plan-list')).PlanList })))
const Form = lazy(whenOnline(async () => ({ default: (await import('../payment/pack-form')).PackForm })))

/** Both load with the sheet that shows them, over a page that most people leave without opening it. */
export const PlanListOnDemand = (props: PlanListProps) => <List {...props} />
export const PackFormOnDemand = (props: PackFormProps) => <Form {...props} />
