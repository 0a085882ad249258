'use client'

import { Clock } from 'lucide-react'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Icon } from '@/components/ui/icons/icon'
import type { TimeMachine } from '@/lib/time-machine/time-machine'
import { type ClockStep, clockLabel, stepLabel } from './demo-clock'
import { DemoStep } from './demo-step'

const STEPS: ClockStep[] = ['day', 'week', 'next']

type DemoTimeProps = {
  machine: TimeMachine
  timeZone: string
  advance: FormAction
}

/** Demo only: shows the product's time and moves it forward, to see renewals and resets happen. */
export function DemoTime({ machine, timeZone, advance }: DemoTimeProps) {
  return (
    <section
      id="demo-time"
      aria-label="Time in this demo"
      data-skipped-seconds={machine.skippedSeconds}
      className="mb-6 flex flex-wrap items-center gap-1 rounded-card border border-line border-dashed px-3 py-2 text-ink-muted text-sm print:hidden"
    >
      <p className="mr-auto flex items-center gap-2 py-1">
        <Icon of={Clock} className="size-4 shrink-0" />
        <span className={machine.skippedSeconds > 0 ? 'font-medium text-ink' : undefined}>
          {clockLabel(machine, timeZone)}
        </span>
      </p>
      {STEPS.map((step) => (
        <DemoStep
          key={step}
          label={stepLabel(step, machine, timeZone)}
          step={step}
          machine={machine}
          timeZone={timeZone}
          advance={advance}
        />
      ))}
    </section>
  )
}
