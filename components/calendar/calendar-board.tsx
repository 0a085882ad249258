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
import type { CalendarDay, CalendarItem, CalendarView } from '@/lib/calendar/views'
import type { ActionState } from '@/lib/core/action-state'
import { dayName, shortWeekday } from './calendar-labels'
import { DayCell } from './day-cell'
import { dayStepper } from './day-steps'
import { isOnPhone } from './phone-days'

type Move = { id: string; day: string }
type Props = { view: CalendarView; move: FormAction }

const instructions =
  'Press Space to pick it up, the arrow keys to move it by days and weeks, Space to drop it, Escape to put it back. Press Enter to choose a day and time instead.'

/** The pointer says where; by keyboard it is the day that the item lies on. */
const dayUnder: CollisionDetection = (args) =>
  args.pointerCoordinates ? pointerWithin(args) : closestCenter(args)

/** The days, each a place to drop what still waits for its time. */
export function CalendarBoard({ view, move }: Props) {
  const [said, setSaid] = useState<ActionState>(null)
  const [days, moveAtOnce] = useOptimistic(view.days, movedDays)
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
      moveAtOnce({ id: item.id, day })
      setSaid(await move(null, form))
    })
  }

  return (
    <DndContext
      id="calendar"
      sensors={sensors}
      collisionDetection={dayUnder}
      onDragStart={() => setSaid(null)}
      onDragEnd={drop}
      accessibility={{ announcements, screenReaderInstructions: { draggable: instructions } }}
    >
      <ActionMessage state={said} />
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
            <DayCell key={day.day} day={day} view={view} move={move} onMoved={setSaid} />
          ))}
        </ol>
      </div>
    </DndContext>
  )
}

const titleOf = (active: DragEndEvent['active']) =>
  (active.data.current as { item: CalendarItem } | undefined)?.item.title ?? 'It'

const announcements: Announcements = {
  onDragStart: ({ active }) => `Picked up ${titleOf(active)}.`,
  // Said right after the start too, for the day it lies on: the later words are the ones that are heard.
  onDragOver: ({ active, over }) =>
    `${titleOf(active)} over ${over ? dayName(String(over.id)) : 'no day that is still to come'}.`,
  onDragEnd: ({ active, over }) =>
    over ? `${titleOf(active)} dropped on ${dayName(String(over.id))}.` : `${titleOf(active)} put back.`,
  onDragCancel: ({ active }) => `${titleOf(active)} put back.`,
}

/** The days as they are once an item was moved: shown at once, until the server has answered. */
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
