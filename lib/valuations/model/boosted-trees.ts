import { randomFrom } from '@/lib/core/random'

/**
 * Gradient-boosted regression trees on binned features, grown leaf by leaf with the usual histogram method.
 * Deterministic by seed. Squared error; every tree uses a random part of the rows and features.
 */

export type TreeOptions = {
  trees: number
  leaves: number
  /** The minimum number of rows in a leaf. */
  leafRows: number
  rate: number
  rowShare: number
  featureShare: number
  /** Shrinks the values of small leaves. */
  penalty: number
  seed: number
}

/** All trees in sequence. A node whose `left` is 0 is a leaf. Children are counted from the tree's first node. */
export type Forest = {
  base: number
  edges: Float64Array[]
  roots: Uint32Array
  feature: Uint8Array
  bin: Uint8Array
  left: Uint16Array
  value: Float32Array
}

const MOST_BINS = 255

export function predict(forest: Forest, features: ArrayLike<number>): number {
  const bins = forest.edges.map((edges, i) => binOf(edges, features[i] as number))
  let sum = forest.base
  for (let i = 0; i < forest.roots.length; i += 1) {
    const root = forest.roots[i] as number
    let node = root
    for (let left = forest.left[node] as number; left !== 0; left = forest.left[node] as number) {
      const goesLeft = (bins[forest.feature[node] as number] as number) <= (forest.bin[node] as number)
      node = root + left + (goesLeft ? 0 : 1)
    }
    sum += forest.value[node] as number
  }
  return sum
}

/** Grows the trees one by one and yields after each, so that the caller can do other work in between. */
export function* growForest(
  columns: readonly Float64Array[],
  targets: Float64Array,
  options: TreeOptions,
): Generator<void, Forest> {
  const rows = targets.length
  const edges = columns.map(edgesOf)
  const binned = columns.map((column, i) =>
    Uint8Array.from(column, (value) => binOf(edges[i] as Float64Array, value)),
  )
  const base = targets.reduce((sum, value) => sum + value, 0) / rows
  const residuals = Float64Array.from(targets, (value) => value - base)
  const random = randomFrom(options.seed)
  const nodes: Node[] = []
  const roots: number[] = []
  for (let i = 0; i < options.trees; i += 1) {
    const tree = growTree(binned, edges, residuals, options, random)
    for (let row = 0; row < rows; row += 1)
      residuals[row] = (residuals[row] as number) - leafOf(tree, binned, row).value
    roots.push(nodes.length)
    nodes.push(...tree)
    yield
  }
  return {
    base,
    edges,
    roots: Uint32Array.from(roots),
    feature: Uint8Array.from(nodes, (node) => node.feature),
    bin: Uint8Array.from(nodes, (node) => node.bin),
    left: Uint16Array.from(nodes, (node) => node.left),
    value: Float32Array.from(nodes, (node) => node.value),
  }
}

type Node = { feature: number; bin: number; left: number; value: number }
type Leaf = { node: number; rows: Uint32Array; sums: Float64Array; counts: Uint32Array; split: Split | null }
type Split = { gain: number; feature: number; bin: number }

function growTree(
  binned: readonly Uint8Array[],
  edges: readonly Float64Array[],
  residuals: Float64Array,
  options: TreeOptions,
  random: () => number,
): Node[] {
  const rows: number[] = []
  for (let row = 0; row < residuals.length; row += 1) if (random() < options.rowShare) rows.push(row)
  const features = binned.map((_, i) => i).filter(() => random() < options.featureShare)
  const histogram = (of: Uint32Array) => histogramOf(of, features, binned, residuals)
  const best = (sums: Float64Array, counts: Uint32Array) => bestSplit(sums, counts, features, edges, options)

  const all = Uint32Array.from(rows)
  const whole = histogram(all)
  const nodes: Node[] = [leafNode(whole, features, options)]
  const open: Leaf[] = [{ node: 0, rows: all, ...whole, split: best(whole.sums, whole.counts) }]
  for (let leaves = 1; leaves < options.leaves; leaves += 1) {
    const leaf = open.reduce<Leaf | null>(
      (most, one) => (one.split && one.split.gain > (most?.split?.gain ?? 0) ? one : most),
      null,
    )
    if (!leaf?.split) break
    open.splice(open.indexOf(leaf), 1)
    const { feature, bin } = leaf.split
    const column = binned[feature] as Uint8Array
    const sides = partition(leaf.rows, column, bin)
    const small = sides[0].length <= sides[1].length ? 0 : 1
    const counted = histogram(sides[small])
    // The larger side is the remainder. The leaf is closed, so its histogram can become it.
    subtract(leaf, counted, features)
    const rest = { sums: leaf.sums, counts: leaf.counts }
    Object.assign(nodes[leaf.node] as Node, { feature, bin, left: nodes.length, value: 0 })
    for (const side of [0, 1] as const) {
      const own = side === small ? counted : rest
      open.push({ node: nodes.length, rows: sides[side], ...own, split: best(own.sums, own.counts) })
      nodes.push(leafNode(own, features, options))
    }
  }
  return nodes
}

/** The rows at most and above a bin, in order. */
function partition(rows: Uint32Array, column: Uint8Array, bin: number): readonly [Uint32Array, Uint32Array] {
  const low = new Uint32Array(rows.length)
  const high = new Uint32Array(rows.length)
  let lows = 0
  let highs = 0
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] as number
    if ((column[row] as number) <= bin) low[lows++] = row
    else high[highs++] = row
  }
  return [low.subarray(0, lows), high.subarray(0, highs)]
}

type Histogram = Pick<Leaf, 'sums' | 'counts'>

function subtract(whole: Histogram, part: Histogram, features: readonly number[]): void {
  for (const feature of features) {
    const first = feature * (MOST_BINS + 1)
    for (let i = first; i <= first + MOST_BINS; i += 1) {
      whole.sums[i] = (whole.sums[i] as number) - (part.sums[i] as number)
      whole.counts[i] = (whole.counts[i] as number) - (part.counts[i] as number)
    }
  }
}

function leafNode({ sums, counts }: Histogram, features: readonly number[], options: TreeOptions): Node {
  const first = (features[0] ?? 0) * (MOST_BINS + 1)
  let sum = 0
  let count = 0
  for (let i = first; i <= first + MOST_BINS; i += 1) {
    sum += sums[i] as number
    count += counts[i] as number
  }
  return { feature: 0, bin: 0, left: 0, value: (options.rate * sum) / (count + options.penalty) }
}

function histogramOf(
  rows: Uint32Array,
  features: readonly number[],
  binned: readonly Uint8Array[],
  residuals: Float64Array,
) {
  const sums = new Float64Array(binned.length * (MOST_BINS + 1))
  const counts = new Uint32Array(sums.length)
  for (const feature of features) {
    const column = binned[feature] as Uint8Array
    const first = feature * (MOST_BINS + 1)
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i] as number
      const at = first + (column[row] as number)
      sums[at] = (sums[at] as number) + (residuals[row] as number)
      counts[at] = (counts[at] as number) + 1
    }
  }
  return { sums, counts }
}

function bestSplit(
  sums: Float64Array,
  counts: Uint32Array,
  features: readonly number[],
  edges: readonly Float64Array[],
  { leafRows, penalty }: TreeOptions,
): Split | null {
  let best: Split | null = null
  for (const feature of features) {
    const first = feature * (MOST_BINS + 1)
    const bins = (edges[feature] as Float64Array).length + 1
    let sum = 0
    let count = 0
    for (let bin = 0; bin < bins; bin += 1) {
      sum += sums[first + bin] as number
      count += counts[first + bin] as number
    }
    if (count < 2 * leafRows) return null
    const without = (sum * sum) / (count + penalty)
    let leftSum = 0
    let leftCount = 0
    for (let bin = 0; bin < bins - 1; bin += 1) {
      leftSum += sums[first + bin] as number
      leftCount += counts[first + bin] as number
      if (leftCount < leafRows) continue
      if (count - leftCount < leafRows) break
      const rightSum = sum - leftSum
      const gain =
        (leftSum * leftSum) / (leftCount + penalty) +
        (rightSum * rightSum) / (count - leftCount + penalty) -
        without
      if (gain > (best?.gain ?? 1e-9)) best = { gain, feature, bin }
    }
  }
  return best
}

function leafOf(tree: readonly Node[], binned: readonly Uint8Array[], row: number): Node {
  let node = tree[0] as Node
  while (node.left !== 0) {
    const goesLeft = ((binned[node.feature] as Uint8Array)[row] as number) <= node.bin
    node = tree[node.left + (goesLeft ? 0 : 1)] as Node
  }
  return node
}

/** At most 254 edges, so that all bins have about the same number of rows. */
function edgesOf(column: Float64Array): Float64Array {
  const sorted = column.toSorted()
  const edges = new Set<number>()
  for (let i = 1; i < MOST_BINS; i += 1) {
    const edge = sorted[Math.floor((i * sorted.length) / MOST_BINS)] as number
    if (edge < (sorted.at(-1) as number)) edges.add(edge)
  }
  return Float64Array.from(edges)
}

/** The number of edges below the value. */
function binOf(edges: Float64Array, value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
