/** Ridge regression by the normal equations. `rows` share one length; `penalty` is per row. */
export function leastSquares(
  rows: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
  penalty = 1e-6,
): number[] {
  const size = rows[0]?.length ?? 0
  const left = Array.from({ length: size }, () => new Float64Array(size + 1))
  rows.forEach((row, at) => {
    for (let i = 0; i < size; i += 1) {
      const line = left[i] as Float64Array
      const value = row[i] as number
      if (value === 0) continue
      for (let j = 0; j < size; j += 1) line[j] = (line[j] as number) + value * (row[j] as number)
      line[size] = (line[size] as number) + value * (targets[at] as number)
    }
  })
  for (let i = 0; i < size; i += 1)
    (left[i] as Float64Array)[i] = ((left[i] as Float64Array)[i] as number) + penalty * rows.length
  return eliminate(left, size)
}

/** Gaussian elimination with pivoting. `lines` have the right side as their last column, and are overwritten. */
function eliminate(lines: Float64Array[], size: number): number[] {
  for (let column = 0; column < size; column += 1) {
    let best = column
    for (let i = column + 1; i < size; i += 1)
      if (Math.abs(at(lines, i, column)) > Math.abs(at(lines, best, column))) best = i
    ;[lines[column], lines[best]] = [lines[best] as Float64Array, lines[column] as Float64Array]
    const pivot = lines[column] as Float64Array
    for (let i = 0; i < size; i += 1) {
      if (i === column) continue
      const line = lines[i] as Float64Array
      const factor = (line[column] as number) / (pivot[column] as number)
      if (factor === 0) continue
      for (let j = column; j <= size; j += 1) line[j] = (line[j] as number) - factor * (pivot[j] as number)
    }
  }
  return lines.map((line, i) => (line[size] as number) / (line[i] as number))
}

const at = (lines: readonly Float64Array[], i: number, j: number) => (lines[i] as Float64Array)[j] as number
