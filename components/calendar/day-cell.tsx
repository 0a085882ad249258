'use client'

import { useDroppable } from '@dnd-kit/core'
import { cn } from '@/components/ui/cn'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { CalendarDay, CalendarView } from '@/lib/calendar/views'
import type { ActionState } from '@/lib/core/action-state'
import { formatNumber } from '@/lib/core/text/format'
import { CalendarEntry } from './calendar-entry'
import { amountLabel, dayName } from './calendar-labels'
import { isOnPhone } from './phone-days'

type Props = {
  day: CalendarDay
  view: Pick<CalendarView, 'unit' | 'span' | 'timeZone'>
  move: FormAction
  onMoved: (state: ActionState) => void
}

/** One day: its items, their cost, and what is left at the end of the day. A phone skips empty days of a month. */
export function DayCell({ day, view, move, onMoved }: Props) {
  const { setNodeRef, isOver } = useDroppable({ id: day.day, disabled: day.isPast })
  return (
    <li
      ref={setNodeRef}
      id={day.isToday ? 'today' : undefined}
      aria-label={`${dayName(day.day)}${day.isToday ? ', today' : ''}`}
      aria-current={day.isToday ? 'date' : undefined}
      className={cn(
        'flex min-w-0 flex-col gap-2 rounded-card border border-line bg-surface p-3 md:rounded-none md:border-0 md:border-r md:border-b md:p-2 md:nth-[7n]:border-r-0',
        view.span === 'month' ? 'md:min-h-32' : 'md:min-h-80',
        !isOnPhone(day, view.span) && 'hidden md:flex',
        (day.isPast || !day.inSpan) && 'bg-paper',
        isOver && 'bg-brand-soft ring-2 ring-brand ring-inset',
      )}
    >
      <p className="flex items-baseline justify-between gap-2 text-sm">
        <span
          className={cn(
            'font-medium',
            !day.inSpan && 'text-muted',
            day.isToday && 'rounded-full bg-brand px-2 text-on-brand',
          )}
        >
          <span className="md:hidden">{dayName(day.day)}</span>
          <span aria-hidden="true" className="hidden md:inline">
            {Number(day.day.slice(8))}
          </span>
        </span>
        <RemainingLabel day={day} unit={view.unit} />
      </p>
      {day.items.length > 0 && (
        <ul className="grid gap-1.5">
          {day.items.map((item) => (
            <li key={item.id}>
              <CalendarEntry
                item={item}
                day={day.day}
                timeZone={view.timeZone}
                move={move}
                onMoved={onMoved}
              />
            </li>
          ))}
        </ul>
      )}
      <PlannedLabel day={day} unit={view.unit} />
    </li>
  )
}

type DayProps = { day: CalendarDay; unit: CalendarView['unit'] }

function RemainingLabel({ day: { ahead }, unit }: DayProps) {
  if (!ahead) return null
  if (ahead.left === null) return <span className="text-xs text-muted">plan ended</span>
  return (
    <span className="text-xs whitespace-nowrap text-muted">
      {formatNumber(ahead.left)}
      <span className="sr-only"> {unit}</span> left
    </span>
  )
}

function PlannedLabel({ day: { ahead }, unit }: DayProps) {
  if (!ahead || (ahead.planned === 0 && !ahead.resets)) return null
  return (
    <p className="mt-auto text-xs text-muted">
      {ahead.planned > 0 && <span className="block">{amountLabel(ahead.planned, unit)} planned</span>}
      {ahead.resets && <span className="block font-medium text-good-ink">Reset</span>}
    </p>
  )
}
