import type { KeyboardCoordinateGetter } from '@dnd-kit/core'

/** Left and right move by a day, up and down by a week. */
const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Where an arrow key moves the dragged item: to the middle of the target day, or nowhere when that day is past or not shown. */
export function dayStepper(days: string[]): KeyboardCoordinateGetter {
  return (event, { context: { active, over, droppableRects, collisionRect } }) => {
    const step = steps[event.code]
    if (step === undefined || !collisionRect) return undefined
    event.preventDefault()
    const from = String(over?.id ?? active?.data.current?.day ?? '')
    const target = days[days.indexOf(from) + step]
    const rect = target === undefined ? undefined : droppableRects.get(target)
    if (!rect || rect.height === 0) return undefined
    return {
      x: rect.left + (rect.width - collisionRect.width) / 2,
      y: rect.top + (rect.height - collisionRect.height) / 2,
    }
  }
}
