/** Common periods within the recorded sales. Days are ISO days, so comparing texts compares time. */

export type Preset = { label: string; from: string; to: string }

type Bounds = { from: string; to: string }

const LENGTHS: [label: string, months: number][] = [
  ['Last month', 1],
  ['Last 3 months', 3],
  ['Last 6 months', 6],
]

/** Counts back from the last recorded day, which is treated as the end of a month. */
export function periodPresets(records: Bounds): Preset[] {
  const lasting = LENGTHS.map(([label, months]) => ({
    label,
    from: monthsBack(records.to, months),
    to: records.to,
  }))
  return [...lasting.filter(({ from }) => from >= records.from), { label: 'All records', ...records }]
}

function monthsBack(lastDay: string, months: number): string {
  const [year, month] = lastDay.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - months, 1)).toISOString().slice(0, 10)
}
