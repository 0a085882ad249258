'use client'

import {
  type Announcements,
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { startTransition, useOptimistic, useState } from 'react'
import { ActionMessage } from '@/components/ui/forms/action-message'
import type { FormAction } from '@/components/ui/forms/form-action'
import { reportNewVersion } from '@/components/ui/forms/new-version'
import type { CalendarDay, CalendarItem, CalendarView } from '@/lib/calendar/views'
import type { ActionState } from '@/lib/core/action-state'
import { dayName, shortWeekday } from './calendar-labels'
import { DayCell } from './day-cell'
import { dayStepper } from './day-steps'
import { isOnPhone } from './phone-days'

type Move = { id: string; day: string }
type Props = { view: CalendarView; move: FormAction }

const instructions =
  'Press Space to pick up this item, the arrow keys to move it by a day or a week, Space to drop it, and Escape to cancel. Press Enter to choose a date and time instead.'

/** The day under the pointer. By keyboard, the day closest to the item. */
const dayUnder: CollisionDetection = (args) =>
  args.pointerCoordinates ? pointerWithin(args) : closestCenter(args)

/** The days. Items that have not been sent can be dropped on any of them. */
export function CalendarBoard({ view, move }: Props) {
  const [message, setMessage] = useState<ActionState>(null)
  const [days, moveOptimistically] = useOptimistic(view.days, movedDays)
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: dayStepper(view.days.map(({ day }) => day)),
      // Enter opens the dialog instead.
      keyboardCodes: { start: ['Space'], cancel: ['Escape', 'Tab'], end: ['Space', 'Enter'] },
    }),
  )

  function drop({ active, over }: DragEndEvent) {
    const dragged = active.data.current as { day: string; item: CalendarItem } | undefined
    if (!over || !dragged || dragged.day === over.id) return
    const { item } = dragged
    const day = String(over.id)
    const form = new FormData()
    for (const [name, value] of Object.entries({ kind: item.kind, id: item.id, to: `${day}T${item.time}` }))
      form.set(name, value)
    startTransition(async () => {
      moveOptimistically({ id: item.id, day })
      setMessage(await reportNewVersion(move)(null, form))
    })
  }

  return (
    <DndContext
      id="calendar"
      sensors={sensors}
      collisionDetection={dayUnder}
      onDragStart={() => setMessage(null)}
      onDragEnd={drop}
      accessibility={{ announcements, screenReaderInstructions: { draggable: instructions } }}
    >
      <ActionMessage state={message} />
      <div>
        <div aria-hidden="true" className="mb-2 hidden grid-cols-7 text-xs font-medium text-muted md:grid">
          {view.days.slice(0, 7).map(({ day }) => (
            <span key={day} className="px-2">
              {shortWeekday(day)}
            </span>
          ))}
        </div>
        {!days.some((day) => isOnPhone(day, view.span)) && (
          <p className="text-sm text-muted md:hidden">Nothing on the calendar this month.</p>
        )}
        <ol className="grid grid-cols-1 gap-2 md:grid-cols-7 md:gap-0 md:overflow-hidden md:rounded-card md:border md:border-line">
          {days.map((day) => (
            <DayCell key={day.day} day={day} view={view} move={move} onMoved={setMessage} />
          ))}
        </ol>
      </div>
    </DndContext>
  )
}

const titleOf = (active: DragEndEvent['active']) =>
  (active.data.current as { item: CalendarItem } | undefined)?.item.title ?? 'Item'

const announcements: Announcements = {
  onDragStart: ({ active }) => `Picked up ${titleOf(active)}.`,
  // Also announced right after the start, for the current day. Screen readers read the last announcement.
  onDragOver: ({ active, over }) =>
    `${titleOf(active)} over ${over ? dayName(String(over.id)) : 'no available day'}.`,
  onDragEnd: ({ active, over }) =>
    over
      ? `${titleOf(active)} dropped on ${dayName(String(over.id))}.`
      : `Move canceled. ${titleOf(active)} wasn’t moved.`,
  onDragCancel: ({ active }) => `Move canceled. ${titleOf(active)} wasn’t moved.`,
}

/** The days with an item moved, shown until the server responds. */
function movedDays(days: CalendarDay[], { id, day }: Move): CalendarDay[] {
  const item = days.flatMap(({ items }) => items).find((one) => one.id === id)
  if (!item) return days
  return days.map((one) => {
    const others = one.items.filter((other) => other.id !== id)
    const items =
      one.day === day ? [...others, item].toSorted((a, b) => a.time.localeCompare(b.time)) : others
    return { ...one, items }
  })
}
