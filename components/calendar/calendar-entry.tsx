'use client'

import { useDraggable } from '@dnd-kit/core'
import { CalendarSync, GripVertical, Mail, Megaphone } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { CalendarItem } from '@/lib/calendar/views'
import type { ActionState } from '@/lib/core/action-state'
import { clockTime, dayName, itemHref, itemSummary } from './calendar-labels'
import { MoveDialog } from './move-dialog'

type Props = {
  item: CalendarItem
  day: string
  timeZone: string
  move: FormAction
  onMoved: (state: ActionState) => void
}

const looks: Record<CalendarItem['status'], string> = {
  draft: 'bg-sunken text-ink',
  waiting: 'bg-sunken text-ink',
  approved: 'bg-brand-soft text-brand-ink',
  exported: 'bg-good-soft text-good-ink',
  dropped: 'bg-sunken text-ink',
  scheduled: 'bg-brand-soft text-brand-ink',
  queued: 'bg-brand-soft text-brand-ink',
  running: 'bg-brand-soft text-brand-ink',
  sent: 'bg-good-soft text-good-ink',
  stopped: 'bg-sunken text-ink',
  refused: 'bg-bad-soft text-bad-ink',
  held: 'bg-warn-soft text-warn-ink',
  paused: 'bg-warn-soft text-warn-ink',
}

/** One item. It is dragged by pointer, or by keyboard with its handle, which also opens the dialog. */
export function CalendarEntry({ item, day, timeZone, move, onMoved }: Props) {
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, isDragging } = useDraggable({
    id: item.id,
    data: { item, day },
    disabled: !item.movable,
  })
  const { onKeyDown, ...pointer } = listeners ?? {}
  const Icon = { post: Megaphone, campaign: Mail, recurring: CalendarSync }[item.kind]
  return (
    <div
      ref={setNodeRef}
      {...pointer}
      style={
        transform
          ? { transform: `translate3d(${Math.round(transform.x)}px, ${Math.round(transform.y)}px, 0)` }
          : undefined
      }
      className={cn(
        'relative flex min-w-0 items-start gap-1 rounded-control px-2 py-1.5 text-xs',
        item.unpaid ? 'bg-bad-soft text-bad-ink' : looks[item.status],
        item.movable && 'cursor-grab',
        isDragging && 'z-10 cursor-grabbing shadow-float',
      )}
    >
      <Link
        href={itemHref(item)}
        draggable={false}
        // Dropping an item over its own link does not open the link.
        className={cn('min-w-0 flex-1 hover:underline', isDragging && 'pointer-events-none')}
      >
        <span className="flex items-center gap-1 font-semibold">
          <Icon className="size-3 shrink-0" aria-hidden="true" />
          {clockTime(item.time)}
        </span>
        <span className="block leading-snug font-medium wrap-anywhere">{item.title}</span>
        <span className="block leading-snug">{itemSummary(item)}</span>
      </Link>
      {item.movable && (
        <MoveDialog item={item} day={day} timeZone={timeZone} move={move} onMoved={onMoved}>
          <button
            type="button"
            ref={setActivatorNodeRef}
            {...attributes}
            aria-roledescription="movable"
            onKeyDown={onKeyDown as React.KeyboardEventHandler}
            aria-label={`Move ${item.title}, ${dayName(day)}, ${clockTime(item.time)}`}
            className="-mr-1 grid size-6 shrink-0 place-items-center rounded-control hover:bg-surface/60"
          >
            <GripVertical className="size-3.5" aria-hidden="true" />
          </button>
        </MoveDialog>
      )}
    </div>
  )
}
